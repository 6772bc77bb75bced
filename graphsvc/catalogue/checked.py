"""What every check of a file looks at."""

from collections.abc import Sequence
from dataclasses import dataclass

from graphsvc.catalogue.header import Faults, Header
from graphsvc.catalogue.text import Token


@dataclass(frozen=True)
class Checked:
    """The folder of a file, its header, the tokens of its body, and what raises its faults."""

    folder: str
    header: Header
    stream: Sequence[Token]
    fault: Faults

    @property
    def tokens(self) -> list[Token]:
        """The tokens of the body."""
        return list(self.stream)
