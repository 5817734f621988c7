"""Is this value of a pack's key of the right kind, and if not, what is to be done?"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from tenants.packs.lines import line_of


class PackError(Exception):
    """A pack that cannot be loaded: the key, its line, and a sentence."""

    def __init__(self, key: str, line: int, sentence: str) -> None:
        super().__init__(f"Line {line}, {key or 'the file'}: {sentence}")
        self.key = key
        self.line = line
        self.sentence = sentence


def _choices(kind: type[StrEnum]) -> str:
    return ", ".join(member.value for member in kind)


@dataclass(frozen=True, slots=True)
class Table:
    """One table of the file, read key by key. `known` refuses what nobody reads."""

    values: Mapping[str, object]
    lines: dict[str, int]
    prefix: str = ""

    def path(self, key: str) -> str:
        return f"{self.prefix}.{key}" if self.prefix else key

    def error(self, key: str, sentence: str) -> PackError:
        path = self.path(key)
        return PackError(path, line_of(path, self.lines), sentence)

    def known(self, *keys: str) -> None:
        for key in self.values:
            if key not in keys:
                near = ", ".join(sorted(keys))
                raise self.error(
                    key, f"This key is not known here. Use one of: {near}."
                )

    def text(self, key: str, default: str | None = None) -> str:
        value = self.values.get(key, default)
        if value is None:
            raise self.error(key, "This is missing. Give it some text.")
        if not isinstance(value, str):
            raise self.error(key, "This must be text in quotation marks.")
        return value.strip()

    def flag(self, key: str, *, default: bool) -> bool:
        value = self.values.get(key, default)
        if not isinstance(value, bool):
            raise self.error(key, "This must be true or false.")
        return value

    def number(self, key: str, default: int | None, low: int, high: int) -> int:
        value = self.values.get(key, default)
        if value is None:
            raise self.error(key, f"This is missing. Give a number, {low} to {high}.")
        if isinstance(value, bool) or not isinstance(value, int):
            raise self.error(key, "This must be a whole number.")
        if not low <= value <= high:
            raise self.error(key, f"This must be from {low} to {high}, not {value}.")
        return value

    def fraction(self, key: str) -> float:
        value = self.values.get(key)
        if isinstance(value, bool) or not isinstance(value, int | float):
            raise self.error(key, "This must be a number such as 0.5.")
        if not 0 < value <= 1:
            raise self.error(key, "This must be more than 0 and at most 1.")
        return float(value)

    def texts(self, key: str) -> tuple[str, ...]:
        value = self.values.get(key, [])
        if not isinstance(value, list) or not all(isinstance(x, str) for x in value):
            raise self.error(key, "This must be a list of texts.")
        return tuple(value)

    def choice[E: StrEnum](self, key: str, kind: type[E], default: E | None) -> E:
        value = self.values.get(key, default)
        if value is None:
            raise self.error(key, f"This is missing. Use one of: {_choices(kind)}.")
        return self._member(key, value, kind)

    def maybe_choice[E: StrEnum](self, key: str, kind: type[E]) -> E | None:
        if self.values.get(key, "") == "":
            return None
        return self._member(key, self.values[key], kind)

    def chosen[E: StrEnum](self, key: str, kind: type[E]) -> tuple[E, ...]:
        members = tuple(self._member(key, x, kind) for x in self.texts(key))
        if len(set(members)) != len(members):
            raise self.error(key, "One value stands here twice.")
        return members

    def table(self, key: str) -> "Table":
        value = self.values.get(key, {})
        if not isinstance(value, dict):
            raise self.error(key, "This must be a table: key = value pairs.")
        return Table(value, self.lines, self.path(key))

    def tables(self, key: str) -> tuple["Table", ...]:
        value = self.values.get(key, [])
        if not isinstance(value, list) or not all(isinstance(x, dict) for x in value):
            raise self.error(key, f"Write each one under its own [[{key}]] heading.")
        return tuple(
            Table(item, self.lines, f"{self.path(key)}.{place}")
            for place, item in enumerate(value)
        )

    def _member[E: StrEnum](self, key: str, value: object, kind: type[E]) -> E:
        """The member written in any case: PERSON and person are one word."""
        wanted = str(value).casefold()
        found = next((m for m in kind if m.value.casefold() == wanted), None)
        if found is None:
            raise self.error(
                key, f"“{value}” is not known. Use one of: {_choices(kind)}."
            )
        return found
