"""How a city's Party organisation reaches every household: a graph in Neo4j, and GraphQL over it.

`http` and `cli` call `service.py`, which compiles a document, binds its values, reads one record and
completes the answer; `model.py`, `settings.py` and `profile.py` hold what all of them share. Reading and
loading office files is no part of it; that is `seed`. Begin with `service.py`.
"""

__version__ = "0.1.0"
