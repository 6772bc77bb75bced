"""Records become bytes, by the decoder and by graphql-core's executor, which must agree.

The records are made by hand or at random, never read. Begin with `test_decoder.py`.
"""
