"""Random documents and random records that fit a schema, the same for the same seed.

What an answer must be is not known here. Begin with `documents.py`.
"""
