"""One delivery after it is read and before it is written: staged on disk, and its rows checked together.

Nothing here reads office files or writes to the graph. Begin with `staging.py`, then `checks.py`.
"""
