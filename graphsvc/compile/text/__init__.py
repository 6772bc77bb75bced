"""The parts a statement is made of: parameters, nodes, conditions, orders, pages, columns.

Nothing here knows which field asked. Begin with `assembly.py`.
"""
