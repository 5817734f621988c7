"""How much of an entry does a level show, and what may its pack not hold?"""

from register.models import Entry
from tenants.codes import Category, Level, Precaution
from tenants.packs import Pack


def display(entry: Entry, level: Level, rules: Pack) -> str:
    """What a pack came to forbid is not shown, though it was written down before."""
    if level < Level.FLAG:
        return ""
    name = entry.subject.name if rules.may_hold("name") else ""
    return name or place(entry, level, rules)


def place(entry: Entry, level: Level, rules: Pack) -> str:
    if level < Level.FLAG or not rules.may_hold("address"):
        return ""
    lines = [*entry.subject.address.splitlines(), entry.subject.postcode]
    return ", ".join(line for line in lines if line)


def summary(entry: Entry, level: Level, rules: Pack) -> str:
    told = level >= Level.SUMMARY and rules.may_hold("summary")
    return entry.summary if told else ""


def precautions(entry: Entry, level: Level) -> tuple[Precaution, ...]:
    if level < Level.PRECAUTIONS:
        return ()
    return tuple(Precaution(code) for code in entry.precautions)


def category(entry: Entry, level: Level, pack: Pack) -> str:
    if level < Level.CATEGORY:
        return ""
    label = pack.label_of(Category(entry.category))
    return f"{label}: {entry.category_text}" if entry.category_text else label
