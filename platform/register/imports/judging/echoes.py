"""Which findings only repeat another one in other words?"""

from collections.abc import Mapping
from typing import Final

from register.imports.judging.findings import Finding, FindingKind
from register.imports.mapping.fields import Field


type Place = tuple[FindingKind, Field | None]


def without_echoes(findings: list[Finding]) -> list[Finding]:
    """Leave out what only repeats another finding in other words."""
    kinds = {(finding.kind, finding.field) for finding in findings}
    echoes: set[Place] = set()
    for kind, field in kinds:
        echoes |= _ECHOES.get(kind, set())
        echoes |= _FIELD_ECHOES.get((kind, field), set())
    return [
        finding for finding in findings if (finding.kind, finding.field) not in echoes
    ]


_ECHOES: Final[Mapping[FindingKind, set[Place]]] = {
    FindingKind.UNKNOWN_PRECAUTION: {(FindingKind.NO_PRECAUTION, Field.PRECAUTIONS)},
    FindingKind.PAST_RETENTION: {
        (FindingKind.REVIEW_PASSED, Field.REVIEW_ON),
        (FindingKind.UNDER_AGE, Field.BORN),
    },
    FindingKind.NO_NAME_OR_ADDRESS: {
        (FindingKind.FIELD_REQUIRED, Field.NAME),
        (FindingKind.FIELD_REQUIRED, Field.ADDRESS),
        (FindingKind.FIELD_REQUIRED, Field.POSTCODE),
        (FindingKind.FIELD_REQUIRED, Field.UPRN),
    },
    FindingKind.PLACE_UNCLEAR: {(FindingKind.FIELD_REQUIRED, Field.ADDRESS)},
}
_ACCOUNT: Final[set[Place]] = {
    (FindingKind.NO_ACCOUNT, Field.WHAT_HAPPENED),
    (FindingKind.FIELD_REQUIRED, Field.WHAT_HAPPENED),
}
_FIELD_ECHOES: Final[Mapping[Place, set[Place]]] = {
    (FindingKind.UNREADABLE_DATE, Field.ADDED_ON): {
        (FindingKind.NO_DATE, Field.ADDED_ON)
    },
    (FindingKind.UNREADABLE_DATE, Field.HAPPENED_ON): {
        (FindingKind.NO_DATE, Field.ADDED_ON)
    },
    (FindingKind.FUTURE_DATE, Field.BORN): {(FindingKind.UNDER_AGE, Field.BORN)},
    (FindingKind.FORMULA_CELL, Field.WHAT_HAPPENED): _ACCOUNT,
    (FindingKind.FIELD_REQUIRED, Field.WHAT_HAPPENED): {
        (FindingKind.NO_ACCOUNT, Field.WHAT_HAPPENED)
    },
}
