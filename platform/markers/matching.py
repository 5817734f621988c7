"""Is this row the person or the place asked about, and how sure are we?

Keys propose a few rows; here each is compared in full. A row that is merely similar is
dropped, so that CLEAR means something; a row that may be the one but is not surely so
is POSSIBLE, which a check speaks of as doubt and never shows. Pure functions.
"""

from collections.abc import Iterable, Sequence

from markers.birthdays import Born, compare_births
from markers.facts import Candidate, Match, Settled, Terms
from markers.likeness import NameFit, compare_names, name_score
from markers.names import name_parts
from markers.sites import PlaceFit, compare_places, place_evidence
from markers.states import Confidence
from tenants.codes import Follows


CERTAIN, LIKELY, POSSIBLE = Confidence.CERTAIN, Confidence.LIKELY, Confidence.POSSIBLE
FEW_CANDIDATES = 25
FEW_BEARERS = 1
CLOSE_SCORE = 0.03
ORDER = {CERTAIN: 3, LIKELY: 2, POSSIBLE: 1}


def rank(terms: Terms, candidates: Iterable[Candidate]) -> list[Match]:
    """The candidates that may be meant, surest first. The rest are dropped.

    Candidates are only rows the asker may see: doubt about others is not spoken of.
    """
    rows = list(candidates)
    parts = name_parts(terms.name) if terms.name else ()
    fits = [compare_names(parts, row.names) for row in rows]
    bearers = sum(fit >= NameFit.CLOSE for fit in fits)
    rare = bearers <= FEW_BEARERS and len(rows) <= FEW_CANDIDATES
    matches = []
    for row, fit in zip(rows, fits, strict=True):
        if match := _judge(terms, row, fit, parts=parts, rare=rare):
            matches.append(match)
    return sorted(matches, key=_sureness, reverse=True)


def settle(matches: Sequence[Match]) -> Settled:
    """Which matches may be shown, and which leave doubt.

    Every match at the place is shown, unless an address fits several places. Of people
    only the best match is shown, and only when no other person matches about as well.
    """
    sites, other_sites = _choose_place([m for m in matches if m.by_place])
    chosen, rivals = _choose_person([m for m in matches if not m.by_place])
    return Settled(hits=(*sites, *chosen), doubtful=(*other_sites, *rivals))


def _choose_place(matches: list[Match]) -> tuple[list[Match], list[Match]]:
    """Matches at the place, and those at places that only may be it."""
    certain = [match for match in matches if match.confidence == CERTAIN]
    likely = [match for match in matches if match.confidence == LIKELY]
    possible = [match for match in matches if match.confidence == POSSIBLE]
    if certain:
        at = {match.place for match in certain}
        likely = [match for match in likely if match.place in at]
    if certain or len({match.place for match in likely}) == 1:
        return [*certain, *likely], possible
    return [], matches


def _choose_person(matches: list[Match]) -> tuple[list[Match], list[Match]]:
    """The best person's matches, and the rivals; none chosen where rivals stand."""
    sure = [match for match in matches if match.confidence != POSSIBLE]
    if not sure:
        return [], matches
    best = max(sure, key=_sureness)
    rivals = [match for match in matches if _rivals(match, best)]
    if rivals:
        return [], matches
    chosen = [match for match in sure if _same_person(best, match)]
    return chosen, [match for match in matches if match not in chosen]


def _rivals(match: Match, best: Match) -> bool:
    """Does another person fit about as well? By name alone, any likeness is a rival."""
    by_name_alone = set(best.matched_on) <= {"name"}
    as_good = (
        match.confidence == best.confidence and match.score >= best.score - CLOSE_SCORE
    )
    return (as_good or by_name_alone) and not _same_person(best, match)


def _same_person(one: Match, other: Match) -> bool:
    """Do two matches speak of one person, perhaps on two organisations' registers?"""
    if one.marker_id == other.marker_id:
        return True
    names = max(
        (compare_names(name_parts(name), other.names) for name in one.names),
        default=NameFit.NONE,
    )
    born = compare_births(one.date_of_birth, None, other.date_of_birth, None)
    return names >= NameFit.FAMILIAR and born in {Born.SAME, Born.UNKNOWN}


def _sureness(match: Match) -> tuple[int, float]:
    return ORDER[match.confidence], match.score


def _judge(
    terms: Terms, row: Candidate, fit: NameFit, *, parts: tuple[str, ...], rare: bool
) -> Match | None:
    """One row: by the place where it follows the place, else by the person."""
    place, elsewhere = compare_places(terms, row)
    born = compare_births(
        terms.date_of_birth, terms.birth_year, row.date_of_birth, row.birth_year
    )
    by_place = _by_place(terms, row, place, fit)
    by_person = None
    if row.follows != Follows.PREMISES and fit > NameFit.NONE:
        by_person = _by_person(terms, fit, born, place, rare=rare)
    if by_place is None and by_person is None:
        return None
    placed = by_person is None or (
        by_place is not None and ORDER[by_place] > ORDER[by_person]
    )
    confidence = by_place if placed else by_person
    assert confidence is not None  # noqa: S101
    return Match(
        marker_id=row.marker_id,
        owner=row.owner,
        confidence=confidence,
        matched_on=_matched_on(terms, row, fit, born, place),
        score=name_score(parts, row.names) if parts else float(place),
        by_place=placed,
        elsewhere=elsewhere,
        place=row.uprn or f"{row.postcode}|{row.address_key}",
        names=row.names,
        date_of_birth=row.date_of_birth,
    )


def _by_place(
    terms: Terms, row: Candidate, place: PlaceFit, fit: NameFit
) -> Confidence | None:
    """How surely the place alone makes this the row.

    A marker that follows only a person still answers for the address that person was
    known at, unless the check names somebody else: then it is a doubt, not an answer.
    """
    confidence = {
        PlaceFit.SAME_UPRN: CERTAIN,
        PlaceFit.SAME_BUILDING: CERTAIN,
        PlaceFit.SAME_ADDRESS: LIKELY,
        PlaceFit.SIMILAR: POSSIBLE,
    }.get(place)
    somebody_else = terms.name and row.names and fit == NameFit.NONE
    if confidence and somebody_else and row.follows == Follows.PERSON:
        return POSSIBLE
    return confidence


def _by_person(
    terms: Terms, fit: NameFit, born: Born, place: PlaceFit, *, rare: bool
) -> Confidence | None:
    """How surely name, date of birth and place together make this the person."""
    if born == Born.DIFFERENT:
        at_home = place >= PlaceFit.SAME_ADDRESS and fit >= NameFit.CLOSE
        return POSSIBLE if at_home else None
    if born == Born.SAME:
        return _born_same(fit, place)
    if place >= PlaceFit.SAME_POSTCODE:
        return _at_home(fit, born, place)
    if born == Born.NEAR:
        return _born_near(fit, place)
    asked = bool(terms.date_of_birth or terms.birth_year)
    return _birth_unknown(fit, born, place, asked=asked, rare=rare)


def _born_same(fit: NameFit, place: PlaceFit) -> Confidence:
    if fit >= NameFit.CLOSE:
        return CERTAIN
    return LIKELY if place >= PlaceFit.SAME_POSTCODE else POSSIBLE


def _at_home(fit: NameFit, born: Born, place: PlaceFit) -> Confidence:
    """The place agrees and no birth contradicts."""
    if fit == NameFit.LOOSE:
        return POSSIBLE
    sure = place >= PlaceFit.SAME_ADDRESS or born == Born.NEAR
    return CERTAIN if sure else LIKELY


def _born_near(fit: NameFit, place: PlaceFit) -> Confidence | None:
    if fit >= NameFit.FAMILIAR and place != PlaceFit.DIFFERENT:
        return LIKELY
    return POSSIBLE if fit >= NameFit.CLOSE else None


def _birth_unknown(
    fit: NameFit, born: Born, place: PlaceFit, *, asked: bool, rare: bool
) -> Confidence | None:
    """Neither birth nor place agrees or contradicts fully: the name must carry it.

    Where the name is rare on the registers searched, likeness is worth a doubt; where
    it is common, a doubt at every namesake would teach people to ignore doubts.
    """
    if place == PlaceFit.DIFFERENT:
        known = born == Born.SAME_YEAR or rare
        return POSSIBLE if known and fit == NameFit.EXACT else None
    if place == PlaceFit.NEAR_POSTCODE or born == Born.SAME_YEAR:
        if fit >= NameFit.FAMILIAR:
            return LIKELY
        return POSSIBLE if fit == NameFit.CLOSE else None
    if asked:
        wanted = NameFit.CLOSE if rare else NameFit.EXACT
        return POSSIBLE if fit >= wanted else None
    return LIKELY if fit >= NameFit.FAMILIAR else POSSIBLE


def _matched_on(
    terms: Terms, row: Candidate, fit: NameFit, born: Born, place: PlaceFit
) -> tuple[str, ...]:
    """What agreed, in the words of the API: shown to whoever may see the match."""
    agreed = list(place_evidence(place))
    if terms.name and fit > NameFit.NONE:
        agreed.append("name" if fit >= NameFit.FAMILIAR else "similar_name")
    if terms.date_of_birth and row.date_of_birth:
        if born == Born.SAME:
            agreed.append("date_of_birth")
        elif born == Born.NEAR:
            agreed.append("similar_date_of_birth")
    elif born == Born.SAME_YEAR:
        agreed.append("year_of_birth")
    return tuple(agreed)
