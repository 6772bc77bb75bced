"""Where each node lies: the rules, and their working out for what a delivery holds and for what is stored.

Nothing here writes to the graph or knows an office file. Begin with `rules.py`.
"""
