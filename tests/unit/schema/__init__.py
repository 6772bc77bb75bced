"""The schema as clients see it, beside the committed SDL.

What its fields become is tested in `compile/`. Begin with `test_schema.py`.
"""
