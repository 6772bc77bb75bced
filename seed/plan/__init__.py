"""A delivery between reading and writing: staged on disk, judged against itself.

Nothing here reads files or writes to the graph. Begin with `staging.py`.
"""
