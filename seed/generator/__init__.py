"""A generated city or district as office files, with a manifest of what must follow from them.

The generator knows the tables and writes rows; it never reads what was loaded. Begin with `city.py`.
"""
