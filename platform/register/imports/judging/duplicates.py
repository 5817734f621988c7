"""Which rows say the same as another row, or as something already held?"""

from collections.abc import Iterable, Sequence

from markers.names import name_parts
from markers.places import address_key, building_of, normalise_postcode, normalise_uprn
from register.imports.judging.facts import Held, RowDraft
from register.imports.judging.findings import Finding, FindingKind


type Key = tuple[str, ...]


def find_duplicates(
    drafts: Sequence[RowDraft],
    held: Iterable[Held],
    *,
    left_out: frozenset[int] = frozenset(),
) -> dict[int, list[Finding]]:
    """Findings by row number. The first of several like rows has none.

    A row that is left out is nobody's duplicate, and is compared only with what
    the register holds.
    """
    known: dict[Key, str] = {}
    for one in held:
        for key in identity_keys(one.draft):
            known.setdefault(key, one.reference)
    findings: dict[int, list[Finding]] = {}
    rows: dict[Key, RowDraft] = {}
    for draft in drafts:
        keys = identity_keys(draft)
        found = _already_held(keys, known)
        if draft.number not in left_out:
            found += _same_as_row(draft, keys, rows)
            for key in keys:
                rows.setdefault(key, draft)
        if found:
            findings[draft.number] = found
    return findings


def identity_keys(draft: RowDraft) -> list[Key]:
    """What makes two rows one: a person's name with a birth or a place, or a place.

    Premises without a name are told apart by category too: one house may have an
    unsafe floor and a dog.
    """
    places = _places(draft)
    if not draft.name:
        category = str(draft.category or draft.category_word.lower())
        return [("place", category, *place) for place in places]
    keys: list[Key] = []
    for form in (draft.name, *draft.aliases):
        name = " ".join(sorted(name_parts(form)))
        if not name:
            continue
        keys.extend(("person", name, *place) for place in places)
        if draft.born is not None:
            keys.append(("born", name, draft.born.isoformat()))
        if not places and draft.born is None:
            keys.append(("name", name))
    return keys


def _places(draft: RowDraft) -> list[Key]:
    places: list[Key] = []
    if uprn := normalise_uprn(draft.uprn):
        places.append(("uprn", uprn))
    building = building_of(draft.building) or building_of(draft.address)
    postcode = normalise_postcode(draft.postcode)
    if building and postcode:
        places.append(("postcode", postcode, building))
    if line := address_key(address=draft.address, building=draft.building):
        places.append(("address", line))
    return places


def _already_held(keys: list[Key], known: dict[Key, str]) -> list[Finding]:
    reference = next((known[key] for key in keys if key in known), "")
    if not reference:
        return []
    return [
        Finding(
            FindingKind.ALREADY_HELD,
            f"The register already has this: see {reference}. Leave the row out, or "
            "keep it and say why.",
        )
    ]


def _same_as_row(
    draft: RowDraft, keys: list[Key], rows: dict[Key, RowDraft]
) -> list[Finding]:
    other = next((rows[key] for key in keys if key in rows), None)
    if other is not None:
        return [
            Finding(
                FindingKind.DUPLICATE_ROW,
                f"The row is about the same as row {other.number}. Leave one of them "
                "out, or keep it and say why.",
            )
        ]
    return _same_place(draft, rows)


def _same_place(draft: RowDraft, rows: dict[Key, RowDraft]) -> list[Finding]:
    """Warn of another row at the same premises that says something else."""
    for place in _places(draft):
        key = ("any", *place)
        other = rows.get(key)
        rows.setdefault(key, draft)
        if other is not None and other.number != draft.number:
            return [
                Finding(
                    FindingKind.SAME_PLACE,
                    f"Row {other.number} is about the same premises. Check that both "
                    "are needed.",
                )
            ]
    return []
