"""Tests without a database: one folder for each room of graphsvc, and `seed` for the seed side.

A test that starts a server here fails; the store is the canned one, or none. Begin with
`house/test_house.py` for the rules of the code.
"""
