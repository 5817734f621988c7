"""Which sources may answer, which candidates may be shown, and what is the answer?

Pure: rows in, verdict out. Nothing here reads a clock or a table.
"""

from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from markers.facts import Candidate, Match, Terms
from markers.matching import rank, settle
from sharing import policy
from sharing.check import gathering
from sharing.check.answer import Answer
from sharing.check.answering import answer_of
from sharing.check.comparing import allowed, comparable
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
SUSPENDED = "register_is_not_suspended"
OWN_SUSPENDED = "own_register_is_not_suspended"
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
    return Judge(organisation=organisation, today=today).judge(found, request)


class Judge:
    """Judges any number of questions of one asker, of one moment, by the same steps.

    What is the same for two questions is worked out once: a source that may answer
    both, the gate's decision on a candidate under it, a candidate's comparable form.
    """

    def __init__(self, *, organisation: UUID, today: date) -> None:
        self.organisation, self.today = organisation, today
        self._sources: dict[Hashable, tuple[Asked, ...]] = {}
        self._judged: dict[Hashable, tuple[Judged, ...]] = {}
        self._rows: dict[str, Candidate] = {}
        self._who: dict[Hashable, Fields] = {}

    def judge(self, found: Found, request: CheckRequest) -> Verdict:
        key, sources = self._ask(found, request)
        who = self._who[key]
        judged = tuple(self._judge_all(found, who, key, sources))
        permitted = _best(item for item in judged if item.decision.permit)
        settled = settle(self._rank(request.terms, permitted.values()))
        shown = tuple((permitted[str(hit.marker_id)], hit) for hit in settled.hits)
        answer, why = answer_of(
            request,
            [source.why_not for source in sources],
            hits=bool(shown),
            doubtful=bool(settled.doubtful),
            too_many=len(found.candidates) > MOST_CANDIDATES,
        )
        return Verdict(
            answer=answer, why=why, sources=sources, judged=judged, shown=shown
        )

    def _ask(
        self, found: Found, request: CheckRequest
    ) -> tuple[Hashable, tuple[Asked, ...]]:
        """The sources of this question, and what is the same for others like it."""
        key = (
            tuple(row["agreement_id"] for row in found.sources),
            (request.purpose, request.activity, request.officer),
            (request.asks_about_a_place, request.asks_about_a_person),
        )
        if key not in self._sources:
            who = gathering.asking(found, request=request, today=self.today)
            self._who[key] = who
            self._sources[key] = _sources(
                found, who, organisation=self.organisation, request=request
            )
        return key, self._sources[key]

    def _judge_all(
        self, found: Found, who: Fields, key: Hashable, sources: Sequence[Asked]
    ) -> Iterator[Judged]:
        """Every candidate of a source that may answer, put to the gate."""
        answering = {source.key: source for source in sources if not source.why_not}
        for row in found.candidates:
            of = (key, row["id"], row["agreement_id"])
            if of not in self._judged:
                self._judged[of] = tuple(_judge_one(found, who, answering, row))
            yield from self._judged[of]

    def _rank(self, terms: Terms, permitted: Iterable[Judged]) -> list[Match]:
        """Match only what may be seen, by place or person as each register allows."""
        by_modes: dict[str, list[Candidate]] = {}
        for item in permitted:
            row = item.candidate
            if row["id"] not in self._rows:
                self._rows[row["id"]] = comparable(row)
            by_modes.setdefault(item.source.modes, []).append(self._rows[row["id"]])
        matches = []
        for modes, rows in by_modes.items():
            matches += rank(allowed(terms, modes), rows)
        return matches


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
                _own_words(policy.may_answer(facts), found.mine),
                request,
            )
        )
    for row in found.sources:
        fields = gathering.partner_source(who, row, request=request)
        why_not = policy.may_answer(gathering.source_facts(fields))
        key, owner = row["agreement_id"], row["discloser"]
        sources.append(_asked(key, owner, row, fields, why_not, request))
    return tuple(sources)


def _own_words(why_not: dict[str, str], mine: Row) -> dict[str, str]:
    """Its own people are told why their register is suspended, and what to do."""
    if SUSPENDED not in why_not or not mine.get("suspended_words"):
        return why_not
    others = {rule: said for rule, said in why_not.items() if rule != SUSPENDED}
    return {
        **others,
        OWN_SUSPENDED: f"The register is suspended. {mine['suspended_words']}",
    }


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


def _judge_one(
    found: Found, who: Fields, answering: Mapping[str, Asked], row: Row
) -> Iterator[Judged]:
    if row["agreement_id"] is not None:
        source = answering.get(row["agreement_id"])
        if source is not None:
            facts = gathering.released_entry(source.fields, row)
            decision = policy.decide(facts)
            yield Judged(candidate=row, source=source, decision=decision)
    elif OWN in answering and row["owner"] == answering[OWN].owner:
        for own in gathering.own_entry(found, who, row):
            yield Judged(
                candidate=row, source=answering[OWN], decision=policy.decide(own)
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


def is_shared(item: Judged) -> bool:
    """Whether a decision was about another organisation's entry."""
    return isinstance(item.decision.facts, PartnerFacts)
