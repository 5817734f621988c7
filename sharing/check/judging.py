"""Which sources may answer, which candidates may be shown, and what is the answer?

Pure: rows in, verdict out. Nothing here reads a clock or a table.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from markers.facts import Candidate, Match, Terms
from markers.matching import rank, settle
from sharing import policy
from sharing.check import gathering
from sharing.check.answer import Answer
from sharing.check.answering import answer_of
from sharing.check.gathering import Fields
from sharing.check.request import CheckRequest
from sharing.check.statement import MOST_CANDIDATES, Found, Row
from sharing.facts import PartnerFacts
from sharing.policy import Decision


OWN = "own"
WRONG_WAY = {
    "premises": "This register is searched by place only.",
    "person": "This register is searched by person only.",
}
STOPPED = "This register cannot answer this check today."


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """One source of this request. `why_not` is empty where it may answer.

    `key` is the agreement's id, or OWN.
    """

    key: str
    owner: str
    name: str
    modes: str
    row: Row
    fields: Fields
    why_not: dict[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """One candidate under one source, and what the gate said of it."""

    candidate: Row
    source: Asked
    decision: Decision


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """All that was decided. `judged` holds refusals as well, for the receipts."""

    answer: Answer
    why: str
    sources: tuple[Asked, ...]
    judged: tuple[Judged, ...]
    shown: tuple[tuple[Judged, Match], ...]


def judge(
    found: Found, *, organisation: UUID, request: CheckRequest, today: date
) -> Verdict:
    """Ask every source, put every candidate to the gate, match what may be seen."""
    who = gathering.asking(found, request=request, today=today)
    sources = _sources(found, who, organisation=organisation, request=request)
    judged = tuple(_judge_all(found, who, sources))
    permitted = _best(item for item in judged if item.decision.permit)
    settled = settle(_rank(request.terms, permitted.values()))
    shown = tuple((permitted[str(hit.marker_id)], hit) for hit in settled.hits)
    answer, why = answer_of(
        request,
        [source.why_not for source in sources],
        hits=bool(shown),
        doubtful=bool(settled.doubtful),
        too_many=len(found.candidates) > MOST_CANDIDATES,
    )
    return Verdict(answer=answer, why=why, sources=sources, judged=judged, shown=shown)


def _sources(
    found: Found, who: Fields, *, organisation: UUID, request: CheckRequest
) -> tuple[Asked, ...]:
    """The asker's own register, if it keeps one, and each agreement in scope."""
    sources = []
    if found.mine.get("has_register"):
        facts = gathering.own_source(found, who)
        sources.append(
            _asked(
                OWN,
                str(organisation),
                found.mine,
                who,
                policy.may_answer(facts),
                request,
            )
        )
    for row in found.sources:
        fields = gathering.partner_source(who, row, request=request)
        why_not = policy.may_answer(gathering.source_facts(fields))
        key, owner = row["agreement_id"], row["discloser"]
        sources.append(_asked(key, owner, row, fields, why_not, request))
    return tuple(sources)


def _asked(
    key: str,
    owner: str,
    row: Row,
    fields: Fields,
    why_not: dict[str, str],
    request: CheckRequest,
) -> Asked:
    modes = row["search_modes"]
    searchable = {
        "premises": request.asks_about_a_place,
        "person": request.asks_about_a_person,
    }.get(modes, True)
    if not searchable:
        why_not = {**why_not, "register_is_searched_this_way": WRONG_WAY[modes]}
    return Asked(
        key=key,
        owner=owner,
        name=row["name"],
        modes=modes,
        row=row,
        fields=fields,
        why_not=why_not,
    )


def _judge_all(found: Found, who: Fields, sources: Sequence[Asked]) -> Iterable[Judged]:
    """Every candidate of a source that may answer, put to the gate."""
    answering = {source.key: source for source in sources if not source.why_not}
    for candidate in found.candidates:
        if candidate["agreement_id"] is not None:
            source = answering.get(candidate["agreement_id"])
            if source is not None:
                facts = gathering.released_entry(source.fields, candidate)
                yield Judged(
                    candidate=candidate, source=source, decision=policy.decide(facts)
                )
        elif OWN in answering and candidate["owner"] == answering[OWN].owner:
            for own in gathering.own_entry(found, who, candidate):
                yield Judged(
                    candidate=candidate,
                    source=answering[OWN],
                    decision=policy.decide(own),
                )


def _best(permitted: Iterable[Judged]) -> dict[str, Judged]:
    """One permit for each marker: where several allow it, the one that shows most."""
    best: dict[str, Judged] = {}
    for item in permitted:
        held = best.get(item.candidate["id"])
        if held is None or _rank_of(item) > _rank_of(held):
            best[item.candidate["id"]] = item
    return best


def _rank_of(item: Judged) -> int:
    return item.decision.level.rank if item.decision.level is not None else -1


def _rank(terms: Terms, permitted: Iterable[Judged]) -> list[Match]:
    """Match only what may be seen, by place or person as each register allows."""
    by_modes: dict[str, list[Candidate]] = {}
    for item in permitted:
        row = _comparable(item.candidate)
        by_modes.setdefault(item.source.modes, []).append(row)
    matches = []
    for modes, rows in by_modes.items():
        matches += rank(_allowed(terms, modes), rows)
    return matches


def _allowed(terms: Terms, modes: str) -> Terms:
    if modes == "premises":
        return replace(terms, name="", date_of_birth=None, birth_year=None)
    if modes == "person":
        return replace(terms, uprn="", postcode="", building="", address="")
    return terms


def _comparable(row: Row) -> Candidate:
    return Candidate(
        marker_id=UUID(row["id"]),
        owner=UUID(row["owner"]),
        follows=row["follows"],
        uprn=row["uprn"],
        postcode=row["postcode"],
        building=row["building"],
        address_key=row["address_key"],
        names=tuple(row["name_forms"]),
        date_of_birth=gathering.day(row["date_of_birth"]),
        birth_year=row["birth_year"],
    )


def is_shared(item: Judged) -> bool:
    """Whether a decision was about another organisation's entry."""
    return isinstance(item.decision.facts, PartnerFacts)
