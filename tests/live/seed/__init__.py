"""Loading into a real database: deliveries one after another, generated counties, the offline importer.

What can be said of the files alone is tested in `unit/seed/`. Begin with `test_seed_live.py`.
"""
