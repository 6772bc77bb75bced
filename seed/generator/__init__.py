"""A generated city or district as office files, with the list of what must come of it.

It knows the tables and writes rows; it never reads what was loaded. Begin with `city.py`.
"""
