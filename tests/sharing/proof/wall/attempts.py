"""What may each organisation do to each shared table, row by row?

Written from what each table is for, not from its policies. An attempt names who makes
it, the statement without any WHERE, what it writes, and what comes of it: that the
policies refuse it, that they let it in, or how many rows it reaches.
"""

from typing import Any

from tests.sharing.proof.wall.scene import NOW


NO, IN = "refused", "let in"
ADD, CHANGE, REMOVE = "INSERT", "UPDATE", "DELETE"

type Attempt = tuple[str, str, dict[str, Any], str | int]

DR = {"discloser": "D", "recipient": "R"}
RECIPIENT_STATES = frozenset(
    {"ACCEPTED", "INDEMNIFIED", "REFUSED", "SUSPENDED", "EXPIRED", "TERMINATED"}
)
STATES = (
    *sorted(RECIPIENT_STATES),
    "DRAFT",
    "OFFERED",
    "WITHDRAWN",
    "IN_FORCE",
    "SUPERSEDED",
)


def own(column: str, mine: str, other: str, *, check: bool = True) -> list[Attempt]:
    """A table of which each organisation has its own rows, and one row is mine."""
    writes = [mine, mine.lower()] if check else [mine]
    return [
        *((who, ADD, {column: mine}, IN) for who in writes),
        *((who, ADD, {column: other}, NO) for who in writes),
        (other, ADD, {column: mine}, NO),
        (mine, CHANGE, {column: other}, NO),
        (mine, CHANGE, {column: mine}, 1),
        (other, CHANGE, {column: other}, 0),
        (mine, REMOVE, {}, 1),
        (other, REMOVE, {}, 0),
    ]


def releases() -> list[Attempt]:
    """Three rows of D's, two of them withdrawn; only those are ever erased."""
    return [
        ("D", ADD, {"owner": "D", "recipient": "R"}, IN),
        ("D", ADD, {"owner": "T", "recipient": "R"}, NO),
        ("R", ADD, {"owner": "D", "recipient": "R"}, NO),
        ("D", CHANGE, {"withdrawn_reason": "y"}, 3),
        ("D", CHANGE, {"owner": "T"}, NO),
        ("R", CHANGE, {"withdrawn_reason": "y"}, 0),
        ("T", CHANGE, {"withdrawn_reason": "y"}, 0),
        ("D", REMOVE, {}, 2),
        ("R", REMOVE, {}, 0),
    ]


def team_releases() -> list[Attempt]:
    """As releases are, and read and written by the owner's checks as well."""
    own_rows = [
        (who, how, {name: to for name, to in what.items() if name != "recipient"}, came)
        for who, how, what, came in releases()
    ]
    return [*own_rows, ("d", ADD, {"owner": "D"}, IN), ("d", ADD, {"owner": "T"}, NO)]


ATTEMPTS: dict[str, list[Attempt]] = {
    "agreement": [
        ("D", ADD, DR, IN),
        ("D", ADD, {"discloser": "T", "recipient": "D"}, NO),
        ("R", ADD, DR, NO),
        ("P", ADD, DR, IN),
        ("D", CHANGE, {"title": "y"}, 1),
        ("D", CHANGE, {"discloser": "T"}, NO),
        ("R", CHANGE, {"title": "y"}, 0),
        ("T", CHANGE, {"title": "y"}, 0),
        ("P", CHANGE, {"title": "y"}, 0),
        ("D", REMOVE, {}, 0),
    ],
    "agreementversion": [
        ("D", ADD, {**DR, "state": "DRAFT"}, IN),
        ("D", ADD, {**DR, "state": "IN_FORCE"}, NO),
        ("R", ADD, {**DR, "state": "DRAFT"}, NO),
        ("T", ADD, {**DR, "state": "DRAFT"}, NO),
        ("P", ADD, {**DR, "state": "DRAFT"}, IN),
        ("P", ADD, {**DR, "state": "IN_FORCE"}, NO),
        *(("D", CHANGE, {"state": state}, 1) for state in STATES),
        ("D", CHANGE, {"discloser": "T"}, NO),
        *(
            ("R", CHANGE, {"state": state}, 1 if state in RECIPIENT_STATES else NO)
            for state in STATES
        ),
        ("R", CHANGE, {"state": "SUSPENDED", "recipient": "T"}, NO),
        ("T", CHANGE, {"state": "SUSPENDED"}, 0),
        ("P", CHANGE, {"state": "SUSPENDED"}, 1),
        ("P", CHANGE, {"state": "TERMINATED"}, NO),
        ("D", REMOVE, {}, 0),
    ],
    "agreementevent": [
        *((who, ADD, {**DR, "by_organisation": who}, IN) for who in "DRP"),
        ("D", ADD, {**DR, "by_organisation": "R"}, NO),
        ("R", ADD, {**DR, "by_organisation": "D"}, NO),
        ("T", ADD, {**DR, "by_organisation": "T"}, NO),
        ("P", ADD, {**DR, "by_organisation": "D"}, NO),
        *((who, CHANGE, {"reason": "y"}, 0) for who in "DRP"),
    ],
    "indemnity": [
        ("R", ADD, DR, IN),
        ("R", ADD, {"discloser": "R", "recipient": "D"}, NO),
        ("D", ADD, DR, NO),
        ("R", CHANGE, {"replaced_at": NOW}, 1),
        ("R", CHANGE, {"insurer": "y"}, NO),
        ("R", CHANGE, {"replaced_at": NOW, "recipient": "T"}, NO),
        ("D", CHANGE, {"replaced_at": NOW}, 0),
        ("T", CHANGE, {"replaced_at": NOW}, 0),
        ("R", REMOVE, {}, 0),
    ],
    "attestation": [
        ("R", ADD, {**DR, "approved_by": None}, IN),
        ("R", ADD, {**DR, "approved_by": "x"}, NO),
        ("R", ADD, {"discloser": "D", "recipient": "T"}, NO),
        ("D", ADD, {**DR, "approved_by": "x"}, IN),
        ("T", ADD, {**DR, "approved_by": None}, NO),
        ("R", CHANGE, {"withdrawn_at": NOW}, 1),
        ("R", CHANGE, {"approved_by": "x"}, NO),
        ("R", CHANGE, {"withdrawn_at": NOW, "recipient": "T"}, NO),
        ("D", CHANGE, {"approved_by": "x"}, 1),
        ("D", CHANGE, {"discloser": "T"}, NO),
        ("T", CHANGE, {"withdrawn_at": NOW}, 0),
        ("D", REMOVE, {}, 1),
        ("R", REMOVE, {}, 0),
        ("T", REMOVE, {}, 0),
    ],
    "portfolioitem": [
        ("D", ADD, {**DR, "value": "y"}, IN),
        ("R", ADD, {**DR, "value": "y"}, NO),
        ("D", CHANGE, {"value": "y"}, 1),
        ("D", CHANGE, {"discloser": "T"}, NO),
        ("R", CHANGE, {"value": "y"}, 0),
        ("T", CHANGE, {"value": "y"}, 0),
        ("D", REMOVE, {}, 1),
        ("R", REMOVE, {}, 0),
    ],
    "release": releases(),
    "teamrelease": team_releases(),
    "recall": [
        ("D", ADD, {"owner": "D", "recipient": "R"}, IN),
        ("D", ADD, {"owner": "D", "recipient": "R", "acknowledged_at": NOW}, NO),
        ("D", ADD, {"owner": "T", "recipient": "R"}, NO),
        ("R", ADD, {"owner": "D", "recipient": "R"}, NO),
        ("D", CHANGE, {"chased": 1}, 1),
        ("D", CHANGE, {"acknowledged_at": NOW}, NO),
        ("D", CHANGE, {"owner": "T"}, NO),
        ("R", CHANGE, {"acknowledged_at": NOW}, 1),
        ("R", CHANGE, {"chased": 1}, NO),
        ("R", CHANGE, {"acknowledged_at": NOW, "recipient": "T"}, NO),
        ("T", CHANGE, {"acknowledged_at": NOW}, 0),
        ("T", CHANGE, {"chased": 1}, 0),
        ("D", REMOVE, {}, 0),
    ],
    "check": own("organisation", "R", "D"),
    "checkbatch": own("organisation", "R", "D"),
    "checkbatchpart": [
        (who, how, {**what, "number": 9} if how == ADD else what, came)
        for who, how, what, came in own("organisation", "R", "D")
    ],
    "receipt": [
        *((who, ADD, {"owner": "D", "organisation": "R"}, IN) for who in "DRdr"),
        *((who, ADD, {"owner": "D", "organisation": "R"}, NO) for who in "Tt"),
        *((who, CHANGE, {"permitted": False}, 0) for who in "DRdr"),
        *((who, REMOVE, {}, 0) for who in "DR"),
    ],
    "paper": [
        *((who, ADD, {**DR, "by_organisation": who}, IN) for who in "DR"),
        ("D", ADD, {**DR, "by_organisation": "R"}, NO),
        ("R", ADD, {**DR, "by_organisation": "D"}, NO),
        ("T", ADD, {**DR, "by_organisation": "T"}, NO),
        *((who, CHANGE, {"kind": "y"}, 0) for who in "DR"),
        *((who, REMOVE, {}, 0) for who in "DR"),
    ],
    "misusecase": [
        *((who, ADD, {**DR, "reported_by_organisation": who}, IN) for who in "DR"),
        ("D", ADD, {**DR, "reported_by_organisation": "R"}, NO),
        ("R", ADD, {**DR, "reported_by_organisation": "D"}, NO),
        ("T", ADD, {**DR, "reported_by_organisation": "T"}, NO),
        ("D", ADD, {**DR, "reported_by_organisation": "D", "closed_at": NOW}, NO),
        ("D", CHANGE, {"closed_at": NOW}, 1),
        ("D", CHANGE, {"outcome": "y"}, NO),
        ("D", CHANGE, {"closed_at": NOW, "discloser": "T"}, NO),
        ("R", CHANGE, {"closed_at": NOW}, 0),
        ("T", CHANGE, {"closed_at": NOW}, 0),
    ],
    "misusetask": [
        *((who, ADD, {**DR, "organisation": "D"}, IN) for who in "DR"),
        ("T", ADD, {**DR, "organisation": "T"}, NO),
        ("D", ADD, {**DR, "organisation": "D", "done_at": NOW}, NO),
        *((who, CHANGE, {"note": "y"}, 1) for who in "DR"),
        ("D", CHANGE, {"organisation": "R"}, NO),
        ("T", CHANGE, {"note": "y"}, 0),
        ("D", REMOVE, {}, 0),
    ],
    "misusedecision": [
        *((who, ADD, {**DR, "organisation": who}, IN) for who in "DR"),
        ("D", ADD, {**DR, "organisation": "R"}, NO),
        ("R", ADD, {**DR, "organisation": "D"}, NO),
        ("T", ADD, {**DR, "organisation": "T"}, NO),
        *((who, CHANGE, {"reason": "y"}, 0) for who in "DR"),
    ],
    "service": own("organisation", "R", "T", check=False),
    "servicequestion": [
        ("D", ADD, {"organisation": "R", "asked_by_organisation": "D"}, IN),
        ("D", ADD, {"organisation": "R", "asked_by_organisation": "T"}, NO),
        ("D", ADD, {"organisation": "T", "asked_by_organisation": "D"}, NO),
        (
            "D",
            ADD,
            {"organisation": "R", "asked_by_organisation": "D", "answered_at": NOW},
            NO,
        ),
        ("R", ADD, {"organisation": "R", "asked_by_organisation": "R"}, NO),
        ("T", ADD, {"organisation": "R", "asked_by_organisation": "T"}, NO),
        ("R", CHANGE, {"answer": "y"}, 1),
        ("R", CHANGE, {"organisation": "T"}, NO),
        ("D", CHANGE, {"answer": "y"}, 0),
        ("T", CHANGE, {"answer": "y"}, 0),
    ],
    "extractroute": [
        ("R", ADD, DR, IN),
        ("R", ADD, {**DR, "confirmed_at": NOW}, NO),
        ("R", ADD, {"discloser": "D", "recipient": "T"}, NO),
        ("D", ADD, DR, NO),
        ("D", CHANGE, {"signer": "y"}, 1),
        ("D", CHANGE, {"discloser": "T"}, NO),
        ("R", CHANGE, {"withdrawn_at": NOW}, 1),
        ("R", CHANGE, {"signer": "y"}, NO),
        ("R", CHANGE, {"withdrawn_at": NOW, "recipient": "T"}, NO),
        ("T", CHANGE, {"withdrawn_at": NOW}, 0),
        ("T", CHANGE, {"signer": "y"}, 0),
    ],
    "extract": [
        ("D", ADD, DR, IN),
        ("R", ADD, DR, NO),
        ("D", ADD, {"discloser": "T", "recipient": "R"}, NO),
        ("D", CHANGE, {"rows": 3}, 4),
        ("D", CHANGE, {"discloser": "T"}, NO),
        ("R", CHANGE, {"state": "OPENED"}, 1),
        ("R", CHANGE, {"state": "SENT"}, NO),
        ("R", CHANGE, {"state": "OPENED", "kind": "SMIME"}, NO),
        ("R", CHANGE, {"state": "OPENED", "recipient": "T"}, NO),
        ("T", CHANGE, {"state": "OPENED"}, 0),
        ("D", REMOVE, {}, 4),
        ("R", REMOVE, {}, 0),
    ],
    "neverleft": [
        ("D", ADD, DR, IN),
        *((who, ADD, DR, NO) for who in "RT"),
        ("D", ADD, {"discloser": "T", "recipient": "R"}, NO),
        *((who, CHANGE, {"noted_at": NOW}, 0) for who in "DR"),
        *((who, REMOVE, {}, 0) for who in "DR"),
    ],
    "signingkey": own("organisation", "D", "R"),
    "portfoliochange": own("discloser", "D", "R"),
    "portfoliostaged": [
        (who, how, {**what, "value": "y"} if how == ADD else what, came)
        for who, how, what, came in own("discloser", "D", "R")
    ],
    "marker": own("owner", "D", "R"),
    "key": [
        (who, how, {**what, "value": 9} if how == ADD else what, came)
        for who, how, what, came in own("owner", "D", "R")
    ],
}
# How many rows of each table are read by D, R, T and P, and by the checks of D and R.
SEEN: dict[str, tuple[int, ...]] = {
    "agreement": (1, 1, 0, 1, 0, 1),
    "agreementversion": (1, 1, 0, 1, 0, 1),
    "agreementevent": (1, 1, 0, 1, 0, 0),
    "indemnity": (1, 1, 0, 1, 0, 1),
    "attestation": (1, 1, 0, 1, 0, 1),
    "portfolioitem": (1, 1, 0, 0, 0, 1),
    "release": (3, 0, 0, 0, 0, 0),
    "teamrelease": (3, 0, 0, 0, 3, 0),
    "recall": (2, 2, 0, 2, 0, 0),
    "check": (0, 1, 0, 0, 0, 1),
    "checkbatch": (0, 1, 0, 0, 0, 1),
    "checkbatchpart": (0, 1, 0, 0, 0, 1),
    "receipt": (4, 2, 0, 0, 0, 0),
    "paper": (1, 1, 0, 0, 0, 0),
    "misusecase": (2, 2, 0, 2, 0, 0),
    "misusetask": (3, 3, 0, 0, 0, 0),
    "misusedecision": (1, 1, 0, 0, 0, 0),
    "service": (2, 1, 0, 0, 0, 0),
    "servicequestion": (3, 3, 0, 0, 0, 0),
    "extractroute": (3, 3, 0, 0, 0, 0),
    "extract": (4, 4, 0, 0, 0, 0),
    "neverleft": (1, 1, 0, 0, 0, 0),
    "signingkey": (1, 0, 0, 0, 1, 0),
    "portfoliochange": (1, 0, 0, 0, 1, 0),
    "portfoliostaged": (1, 0, 0, 0, 1, 0),
    "marker": (1, 0, 0, 0, 1, 0),
    "key": (1, 0, 0, 0, 1, 0),
}
READERS = ("D", "R", "T", "P", "d", "r")
