"""Values of one request become the parameters of a statement.

Arguments are found, checked and converted here and nowhere else, and so are ids and cursors; no Cypher is
written here, and nothing is known of how a statement is compiled. Begin with `binding.py`: `Binder.bind`.
"""
