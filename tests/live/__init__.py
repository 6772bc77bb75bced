"""Tests on a real Neo4j: each process of a run has one with the sample, and one that is filled and emptied.

A test that writes into the sample takes it back, and one that loads uses the other server; nothing here
patches the product. Begin with `asking/test_spec_live.py`.
"""
