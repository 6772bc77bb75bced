"""Masking of names of people."""

from graphsvc.model import KIND_OF, PERSONS


def shown_name(label: str, name: str | None, *, in_full: bool) -> str | None:
    """The name of a node with that label: masked where the node is a person, unless shown `in_full`."""
    return name if in_full or KIND_OF[label].label not in PERSONS else mask_name(name)


def mask_name(name: str | None) -> str | None:
    """The first character and two stars, however long the name: 张三丰 → 张**; null and "" stay."""
    return f"{name[0]}**" if name else name
