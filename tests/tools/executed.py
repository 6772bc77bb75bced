"""Where what the documents have a reader type is executed."""

TARGETS = {
    "make up": "tests/live/server/test_cli_live.py",
    "make down": "tests/live/server/test_cli_live.py",
    "make test": ".ci/run",
    "make unit": "tests/unit/house/test_suite.py",
    "make soak": "tests/unit/house/test_suite.py",
    "make check": ".ci/run",
    "make fuzz": ".ci/run",
    "make docs": "docs/how-to/add-a-standard.md",
    "make specs": "CONTRIBUTING.md",
    "make bench": "tests/bench/test_bench_small.py",
}
"""Each target of make: the file that runs it, or what it runs."""

_COMMANDS = "tests/live/server/test_cli_live.py"
_SERVER = "tests/live/server/test_db.py"
_ASKED = "asked_live"
_DELIVERIES = "tests/live/runs/test_tutorial_live.py"

COMMANDS = {
    "graphsvc serve": ("graphsvc/cli/service.py", '"serve"'),
    "graphsvc explain": (_COMMANDS, _ASKED),
    "graphsvc query": (_COMMANDS, _ASKED),
    "graphsvc schema": (_COMMANDS, _ASKED),
    "graphsvc export": (_COMMANDS, _ASKED),
    "graphsvc statement": (_COMMANDS, _ASKED),
    "graphsvc standards": (_COMMANDS, _ASKED),
    "graphsvc db up": (_SERVER, '"db", "up"'),
    "graphsvc db down": (_SERVER, '"db", "down"'),
    "graphsvc db status": (_SERVER, '"db", "status"'),
    "graphsvc db logs": (_SERVER, '"db", "logs"'),
    "graphsvc db reset": (_SERVER, '"db", "reset"'),
    "graphsvc db dump": (_SERVER, '"db", "dump"'),
    "graphsvc db restore": (_SERVER, '"db", "restore"'),
    "graphsvc db check": (_SERVER, '"db", "check"'),
    "graphsvc service up": ("Makefile", "graphsvc service up"),
    "graphsvc service down": ("Makefile", "graphsvc service down"),
    "python -m seed sample": ("tests/unit/seed/test_sample.py", 'main(["sample"'),
    "python -m seed city": (_COMMANDS, _ASKED),
    "python -m seed template": (_COMMANDS, _ASKED),
    "python -m seed tables": (_COMMANDS, _ASKED),
    "python -m seed check": (_COMMANDS, _ASKED),
    "python -m seed load": (_COMMANDS, _ASKED),
    "python -m seed up": ("Makefile", "-m seed up"),
    "python -m seed bulk": ("tests/live/seed/test_bulk_live.py", "bulk_load("),
    "python -m seed wipe": ("tests/live/seed/test_rates_live.py", '"wipe", "--yes"'),
    "python -m seed verify": (_COMMANDS, _ASKED),
    "python -m seed place": (_COMMANDS, _ASKED),
    "python -m seed plan": (_DELIVERIES, "PAGE"),
    "python -m seed runs": (_DELIVERIES, "PAGE"),
    "python -m seed undo": (_DELIVERIES, "PAGE"),
}
"""Each command: the file that executes it, and what of that file shows so."""

LINES = {
    ". .venv/bin/activate": (_COMMANDS, ". .venv/bin/activate"),
    "graphsvc db dump /tmp/graphsvc.dump": (_SERVER, '"db", "dump"'),
    "graphsvc db check": (_SERVER, '"db", "check"'),
    "graphsvc db restore /tmp/graphsvc.dump": (_SERVER, '"db", "restore"'),
}
"""Lines of the documents that need a server of their own: the file that executes them, and what shows so."""

FOLLOWED = {
    "docs/how-to/add-a-standard.md": "tests/unit/house/test_followed.py",
    "docs/how-to/add-an-audit.md": "tests/unit/house/test_followed.py",
    "docs/tutorial/deliveries.md": "tests/live/runs/test_tutorial_live.py",
}
"""Pages that a test follows from the first line to the last."""


def asked_live(line: str) -> bool:
    """Whether the line is executed as it stands over the sample, by tests/live/server/test_cli_live.py."""
    return line.startswith(("graphsvc ", "python -m seed ", "curl ")) and line not in LINES
