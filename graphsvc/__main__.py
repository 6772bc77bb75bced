"""`python -m graphsvc` is the same door as the `graphsvc` command."""

from graphsvc.cli.main import main

if __name__ == "__main__":
    raise SystemExit(main())
