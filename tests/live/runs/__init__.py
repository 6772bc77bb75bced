"""Runs: planned, kept, taken back, and the places that follow from them.

What one row does to what is stored is tested in `seed/`. Begin with `test_undo_live.py`.
"""
