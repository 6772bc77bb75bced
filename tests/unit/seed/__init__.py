"""Rows are checked, planned and generated, up to the statements that would be written.

Nothing is written; loading is tested in `live/seed/`. Begin with `test_checks.py`, then
`test_timelines.py`.
"""
