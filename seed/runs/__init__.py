"""A whole run: office files loaded, by the loader or the importer, what that changes, and taking it back.

How one batch is written is decided in `loading/`, and nothing here decides it again. Begin with `load.py`.
"""
