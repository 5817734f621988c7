"""Which sources does this request have, and which of them may answer it?

Pure, as judging is.
"""

from dataclasses import dataclass
from uuid import UUID

from sharing import policy
from sharing.check import gathering
from sharing.check.gathering import Fields
from sharing.check.request import CheckRequest
from sharing.check.statement import Found, Row


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


def sources_of(
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
