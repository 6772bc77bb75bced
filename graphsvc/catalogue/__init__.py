"""The cellar's shelf of statements: one `.cypher` file is one frozen Statement, checked before anything
starts."""

from graphsvc.catalogue.checks import label_of
from graphsvc.catalogue.loading import load_catalogue
from graphsvc.catalogue.statement import Binding, Catalogue, Column, Parameter, Statement

__all__ = ["Binding", "Catalogue", "Column", "Parameter", "Statement", "label_of", "load_catalogue"]
