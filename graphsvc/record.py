"""Every key of the database's one record that no response name is: response names cannot begin with `!`.

The record holds `dataset` and a column for each root; the value of a root has the shape of the answer, keyed
by response names, and beside those the keys below. The compiler writes them, the resolvers and the decoder
read them. Nothing else may stand here.
"""

DATASET = "dataset"
"""The column of the dataset's stamp: `version`, `state`, `earliest`, and perhaps `bounds` and `held`."""
BOUNDS, HELD = "bounds", "held"
"""Of the stamp: the bounds where the version has moved; whether those relied on still hold."""
TYPE = "!type"
"""Of a node whose declared type is an interface: the name of its own type."""

OUT_OF_FORCE = "!outOfForce"
"""Of a root's node: `[valid_from, valid_to]` where it is not in force on the day, else null."""
CHAIN = "!chain"
"""Of a chain of command, beside OUT_OF_FORCE of the node asked about: the chain itself."""

ROWS = "!rows"
"""Of a connection: its rows, unless they stand under the response name of its only `nodes`."""
TOTAL = "!total"
"""Of a connection: how many rows all pages have."""
HAS_NEXT, HAS_PREVIOUS = "!hasNext", "!hasPrevious"
"""Of a connection: whether rows lie behind the page, and before it."""
NAMES_BY_ROW = "!namesByRow"
"""Of a connection whose rows are lists of values: the names of these."""
NAMES_BY_COLUMN = "!namesByColumn"
"""Of a connection that comes as columns, a list of values each: the names of the columns."""

CURSOR = "!cursor"
"""Of a row: the text that its cursor holds."""
EDGE_SINCE, EDGE_ROLE = "!edgeSince", "!edgeRole"
"""Of a row: the first day of the relationship that led to it, and the word that it carries."""

IS_PERSON = "!isPerson"
"""Of a search hit: whether its name is a person's."""

DUE, COVERED = "!due", "!covered"
"""Of a standard: how many units it applies to, and how many meet it."""
MEASURED_ON = "!measuredOn"
"""Of a standard: the day it is measured on."""
