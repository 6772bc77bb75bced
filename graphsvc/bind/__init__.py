"""Values of one request become the parameters of a statement.

Arguments are found, checked and converted here and nowhere else; no Cypher is written here. Begin with
`binding.py`: `Plan.bind`.
"""
