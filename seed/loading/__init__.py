"""A checked delivery is written into the graph: in batches under a lease, or by the offline importer.

What a file means is settled before, in `reading/` and `plan/`. Begin with `load.py`.
"""
