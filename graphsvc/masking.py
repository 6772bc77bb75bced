"""Names of people, as anyone sees them who need not know who it is."""

from graphsvc.model import KIND_OF, PERSONS


def shown_name(label: str, name: str | None, *, in_full: bool) -> str | None:
    """The name of a node of any label: masked where it is a person's and is not to be seen in full."""
    return name if in_full or KIND_OF[label].label not in PERSONS else mask_name(name)


def mask_name(name: str | None) -> str | None:
    """张三丰 → 张**: the first character and two stars, however long the name; nothing stays nothing."""
    return f"{name[0]}**" if name else name
