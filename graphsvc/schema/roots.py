"""What all root fields have in common: the day they take, and where their value stands."""

from typing import Any, Protocol

import graphene

from graphsvc.catalogue import Catalogue


class Roots(Protocol):
    """What the resolvers of the roots read: the record of the statement, and what needs no database."""

    catalogue: Catalogue

    def value(self, key: str) -> Any:
        """The value of the root with that response name; raises RequestError where there is none to show."""
        ...


def read(roots: Roots, info: Any, **_: Any) -> Any:
    """The value of the root under its response name."""
    return roots.value(info.path.key)


def day() -> graphene.Argument:
    """The argument `asOf`."""
    return graphene.Argument(
        graphene.Date, description="The day asked about; today in Shanghai if left out. 日期"
    )
