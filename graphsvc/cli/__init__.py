"""The command `graphsvc`: arguments in, an exit code out.

Each group of commands has a file of its own, which reads its arguments and prints what others found; nothing
is worked out here. Begin with `main.py`.
"""
