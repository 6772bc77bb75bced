"""Plans of statements as the database makes them: indexes, limits before children, growth with depth.

Milliseconds are not judged here. Begin with `test_catalogue_live.py`, which has every file of `cypher/`
explained.
"""
