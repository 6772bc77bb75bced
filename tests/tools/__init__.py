"""What tests share: servers, specs, plans, files to deliver, and the programs of `make fuzz` and `make docs`.

No test lies here, and nothing of it is shipped. Begin with `servers.py` and `specs.py`.
"""
