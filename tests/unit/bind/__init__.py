"""Arguments of a document become parameters of a statement.

Nothing is compiled or read here. Begin with `test_arguments.py`.
"""
