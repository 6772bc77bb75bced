"""Records: what surrounds the chain of command, from joint bodies and centres to figures and meetings.

Each kind is a type of its own behind the interface `Record`; all share one connection. Kinds that questions
begin at, such as areas and organisations, live beside this room. Begin with `record.py`.
"""

from graphsvc.schema.records.bodies import Activity, JointBody, Meeting, Pledge
from graphsvc.schema.records.figures import BudgetLine, Figure, PolicyDocument, System
from graphsvc.schema.records.matters import ChecklistItem, Matter, MatterStep, MatterType
from graphsvc.schema.records.people import Leader, Staff, Team
from graphsvc.schema.records.services import (
    Facility,
    NeighborhoodCenter,
    ReportingUnit,
    ServiceStation,
    SunkResource,
)

KINDS = (
    ReportingUnit,
    JointBody,
    NeighborhoodCenter,
    ServiceStation,
    Facility,
    SunkResource,
    Staff,
    Leader,
    Team,
    Figure,
    BudgetLine,
    Matter,
    MatterType,
    MatterStep,
    ChecklistItem,
    PolicyDocument,
    System,
    Meeting,
    Activity,
    Pledge,
)
"""The types that implement the interface."""
