"""Reads an answer of the service beside the stored graph, field by field, for one caller.

Documents are not written here; they come from `fuzz/`. Begin with `witness.py`.
"""
