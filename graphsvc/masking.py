"""Names of people, as anyone sees them who need not know who it is."""


def mask_name(name: str | None) -> str | None:
    """张三丰 → 张**: the first character and two stars, however long the name; nothing stays nothing."""
    return f"{name[0]}**" if name else name
