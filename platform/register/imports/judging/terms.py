"""Until when may an imported row be kept under this pack?"""

from datetime import date

from register.imports.judging.facts import RowDraft
from register.policy.terms import TermFacts, term
from tenants.packs import Pack


def kept_until(draft: RowDraft, pack: Pack) -> date | None:
    """The first day the row may no longer be kept, or None without a date.

    The term is the one a decision would give, counted from the row's own date
    whatever the pack counts from: an old register tells of no later action. A row
    without a category is given the longest term of the pack, so that only what is
    too old under any category is called too old.
    """
    if draft.began_on is None:
        return draft.ends_on
    category = draft.category or max(
        pack.categories, key=lambda each: pack.retention_months[each]
    )
    facts = TermFacts(
        category=category,
        incident_dates=(draft.began_on,),
        decided_on=draft.began_on,
        date_of_birth=draft.born,
        birth_year=draft.birth_year,
        order_ends_on=draft.ends_on,
    )
    return term(facts, pack=pack).ends_on


def is_under_age(draft: RowDraft, pack: Pack) -> bool:
    """Whether the person was young enough for the pack's shorter term."""
    began = draft.began_on
    if began is None or pack.under_age is None:
        return False
    if draft.born is not None:
        before = (began.month, began.day) < (draft.born.month, draft.born.day)
        age = began.year - draft.born.year - int(before)
    elif draft.birth_year is not None:
        age = began.year - draft.birth_year - 1
    else:
        return False
    return age < pack.under_age.age
