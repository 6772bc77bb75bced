"""Rules of the code, of the documents and of this suite: sizes, imports, names of folders, generated parts.

Nothing of what the product does is tested here. Begin with `test_house.py`.
"""
