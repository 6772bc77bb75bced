"""Documents become Cypher, compared as text.

Nothing is sent to a database here; whole questions stand in `tests/spec/`. Begin with `test_spec.py`.
"""
