"""The managed local Neo4j: jars, processes, start and stop, backups.

It asks nothing of the graph; that is `store/`. Begin with `local.py`.
"""
