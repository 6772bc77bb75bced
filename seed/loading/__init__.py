"""A checked delivery is written to the graph, in batches under a lease or by the offline importer.

What a row means is decided before, in `reading/` and `plan/`, and nothing here decides it again. Begin with
`load.py`.
"""
