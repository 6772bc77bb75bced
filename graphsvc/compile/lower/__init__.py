"""From a field of the selection set to its clauses: one module a kind of lowering.

What the fields declare stands in `compile/lowerings.py`, what the clauses are made of in `compile/text/`.
Begin with `lower.py`.
"""
