"""The commands as far as they need no database: arguments, exit codes, what is printed.

Those that need one are tested in `live/server/`. Begin with `test_cli.py`.
"""
