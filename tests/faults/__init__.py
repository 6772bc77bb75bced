"""Faults while the service runs or files are loaded: kills, cut connections, full disks, error codes.

Each test has the fault happen to a real server, and asks for a clear message and for nothing lost; a wrong
row of a file is no such fault. Begin with `test_faults_live.py`.
"""
