"""One validated operation becomes one Cypher statement.

A file of the catalogue chooses the rows, the selection set chooses the columns. No value of a request enters
the text; `bind/` fills the parameters. Begin with `operation.py`: `compile_operation`.
"""
