"""Which packs come with the product?"""

from pathlib import Path


FOLDER = Path(__file__).parent


class NoSuchPack(Exception):
    """There is no shipped pack of that name."""


def names() -> list[str]:
    return sorted(file.stem for file in FOLDER.glob("*.toml"))


def shipped(name: str) -> str:
    """The TOML text of a shipped pack, by its name without the ending."""
    if name not in names():
        raise NoSuchPack(f"There is no shipped pack “{name}”: {', '.join(names())}.")
    return (FOLDER / f"{name}.toml").read_text(encoding="utf-8")
