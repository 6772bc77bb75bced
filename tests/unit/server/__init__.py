"""The jars of the local server: their lock, their digests, processes that fetch at once.

No server is started here. Begin with `test_artifacts.py`.
"""
