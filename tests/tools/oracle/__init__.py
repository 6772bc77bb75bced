"""What an answer must be, worked out by loops in Python over the files or over all stored nodes.

Nothing here asks the service, nor uses a statement of the catalogue. Begin with `reference.py`.
"""
