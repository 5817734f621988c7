"""Does this row give what the pack requires, and nothing that it forbids?"""

from collections.abc import Iterator

from register.imports.judging.contents import content_of
from register.imports.judging.facts import RowDraft, RowTexts, Rules
from register.imports.judging.findings import Finding, FindingKind
from register.imports.mapping.fields import PACK_FIELDS, Field
from register.policy.contents import problems
from tenants.packs import Pack
from tenants.packs.choices import Presence


def presence(row: RowTexts, draft: RowDraft, pack: Pack) -> Iterator[Finding]:
    """What the pack forbids or requires of the fields an old register has."""
    values = _values(draft)
    for field, text in row.texts.items():
        name = PACK_FIELDS.get(field)
        if name and text.strip() and pack.presence_of(name) is Presence.FORBIDDEN:
            yield Finding(
                FindingKind.FIELD_NOT_HELD,
                f"This register does not hold “{field.label.lower()}”. Leave it empty.",
                field,
            )
    for name, value in values.items():
        if not value and pack.presence_of(name) is Presence.REQUIRED:
            yield _required((name,))
    for group in pack.one_of_fields:
        known = tuple(name for name in group if name in values)
        if known and not any(values[name] for name in known):
            yield _required(known)


def refused_by_policy(draft: RowDraft, rules: Rules) -> list[Finding]:
    """What the register itself would refuse, asked only of a row that seems sound."""
    content = content_of(draft, rules.pack)
    if content is None:
        return []
    return [
        Finding(FindingKind.REFUSED_BY_POLICY, problem.sentence)
        for problem in problems(content, pack=rules.pack, today=rules.today)
    ]


def _values(draft: RowDraft) -> dict[str, object]:
    return {
        "name": draft.name,
        "aliases": draft.aliases,
        "date_of_birth": draft.born or draft.birth_year,
        "address": draft.address,
        "postcode": draft.postcode,
        "uprn": draft.uprn,
        "what_happened": draft.what_happened,
        "police_reference": draft.police_reference,
        "ring_name": draft.ring_name,
        "ring_phone": draft.ring_phone,
    }


def _required(names: tuple[str, ...]) -> Finding:
    fields = [_field_of(name) for name in names]
    words = " or ".join(f"“{field.label.lower()}”" for field in fields)
    return Finding(
        FindingKind.FIELD_REQUIRED,
        f"This register requires {words}. Type it, or leave the row out.",
        fields[0],
    )


def _field_of(name: str) -> Field:
    return next(field for field, known in PACK_FIELDS.items() if known == name)
