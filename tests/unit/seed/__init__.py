"""Office files are read, checked and generated, up to the statements that would be written.

Nothing is written; loading is tested in `live/seed/`. Begin with `test_read.py` and `test_checks.py`.
"""
