"""The workshop: one selection set becomes one Cypher statement.

`compile_operation` (operation.py) turns a validated operation into a `Plan`; `Plan.bind` (binding.py) puts
the values of one request into its parameters. A file chooses the rows, the selection set chooses the
columns.
"""

from graphsvc.pushdown.binding import Bound, Plan
from graphsvc.pushdown.operation import Shape, compile_operation

__all__ = ["Bound", "Plan", "Shape", "compile_operation"]
