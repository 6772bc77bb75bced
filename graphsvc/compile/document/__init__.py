"""What a GraphQL document says, before it becomes Cypher: its fields and structural variables.

No Cypher is written here. Begin with `selection.py`.
"""
