"""Files of `cypher/` are read and refused: each rule of their form has a file that breaks it.

Whether the database accepts them is tested in `live/plans/`. Begin with `test_catalogue.py`.
"""
