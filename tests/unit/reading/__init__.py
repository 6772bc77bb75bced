"""Reading office files: cells, lines, sheets and workbooks, one at a time.

What rows mean together is tested in `unit/seed/`, what a store makes of them in `live/seed/`. Begin with
`test_cells.py`.
"""
