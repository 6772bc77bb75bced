"""What a GraphQL document says, before it becomes Cypher: its fields, global ids, structural variables.

No Cypher is written here. Begin with `selection.py`.
"""
