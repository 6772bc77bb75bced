"""`python -m graphsvc` runs the command `graphsvc`."""

from graphsvc.cli.main import main

if __name__ == "__main__":
    raise SystemExit(main())
