"""Which sources may answer, which candidates may be shown, and what is the answer?

Pure: rows in, verdict out. Nothing here reads a clock or a table.
"""

from collections.abc import Hashable, Iterable, Iterator, Sequence
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
from sharing.check.sources import OWN, Asked, sources_of
from sharing.check.statement import MOST_CANDIDATES, Found, Row
from sharing.facts import Facts, PartnerFacts
from sharing.policy import Decision


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
    both, the gate's decision on the very same facts (it is a function of nothing
    else), a candidate's comparable form, the answer where nothing was found. Nothing
    is kept beyond the one statement whose rows are judged.
    """

    def __init__(self, *, organisation: UUID, today: date) -> None:
        self.organisation, self.today = organisation, today
        self._sources: dict[Hashable, tuple[Asked, ...]] = {}
        self._judged: dict[Hashable, tuple[Judged, ...]] = {}
        self._rows: dict[str, Candidate] = {}
        self._who: dict[Hashable, Fields] = {}
        self._decided: dict[Hashable, tuple[Decision, ...]] = {}
        self._nothing: dict[Hashable, Verdict] = {}

    def judge(self, found: Found, request: CheckRequest) -> Verdict:
        key, sources = self._ask(found, request)
        if not found.candidates:
            return self._nothing_found(key, sources, request)
        judged = tuple(self._judge_all(found, key, sources))
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

    def _nothing_found(
        self, key: Hashable, sources: tuple[Asked, ...], request: CheckRequest
    ) -> Verdict:
        alike = (key, bool(request.keys), request.place_is_searched)
        if alike not in self._nothing:
            answer, why = answer_of(
                request,
                [source.why_not for source in sources],
                hits=False,
                doubtful=False,
                too_many=False,
            )
            self._nothing[alike] = Verdict(
                answer=answer, why=why, sources=sources, judged=(), shown=()
            )
        return self._nothing[alike]

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
            self._sources[key] = sources_of(
                found, who, organisation=self.organisation, request=request
            )
        return key, self._sources[key]

    def _judge_all(
        self, found: Found, key: Hashable, sources: Sequence[Asked]
    ) -> Iterator[Judged]:
        """Every candidate of a source that may answer, put to the gate."""
        answering = {source.key: source for source in sources if not source.why_not}
        for row in found.candidates:
            of = (key, row["id"], row["agreement_id"])
            if of not in self._judged:
                source = answering.get(row["agreement_id"] or OWN)
                self._judged[of] = self._judge_one(found, key, source, row)
            yield from self._judged[of]

    def _judge_one(
        self, found: Found, key: Hashable, source: Asked | None, row: Row
    ) -> tuple[Judged, ...]:
        """Nothing where no source that may answer has it."""
        if source is None or (source.key == OWN and row["owner"] != source.owner):
            return ()
        told = gathering.told_of(row)
        exactly = (key, source.key, told)
        if exactly not in self._decided:
            entry = gathering.entry_told(told)
            facts = _facts(found, self._who[key], source, entry)
            self._decided[exactly] = tuple(policy.decide(each) for each in facts)
        return tuple(
            Judged(candidate=row, source=source, decision=decision)
            for decision in self._decided[exactly]
        )

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


def _facts(found: Found, who: Fields, source: Asked, entry: Row) -> Iterable[Facts]:
    """The entry's facts, from what was told of it alone."""
    if source.key == OWN:
        return gathering.own_entry(found, who, entry)
    return (gathering.released_entry(source.fields, entry),)


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
