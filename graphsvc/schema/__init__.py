"""What may be asked: the types of the GraphQL schema, whose fields each say what they become in Cypher.

No Cypher statement and no value of a request is made here: a field declares a lowering, and `compile` turns
it into text. Begin with `query.py`, the roots, and `base.py`, what every type is made of.
"""
