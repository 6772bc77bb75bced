"""All tests in rooms: what needs no database, what starts throw-away servers, the specs, and what they share.

A test that may start a server lies in `live`, `faults` or `bench`, and no other test does; `spec` holds
questions and their answers as documents, `tools` what tests share. Begin with `conftest.py`.
"""
