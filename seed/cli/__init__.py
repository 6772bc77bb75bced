"""The commands of `python -m seed`, and what they print.

Only arguments and words live here: what a command does is done in the rooms below. Begin with `main.py`.
"""
