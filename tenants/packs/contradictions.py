"""Does this pack say one thing in one place and another in another?

Each rule gives the key that cannot stand beside the rest, and what to do about it. A
contradiction is refused on load: no page could keep both promises.
"""

from collections.abc import Callable, Iterator

from tenants.codes import Category, SubjectKind
from tenants.packs.choices import Presence, SearchMode
from tenants.packs.pack import Pack


type Contradiction = tuple[str, str]
type Rule = Callable[[Pack], Iterator[Contradiction]]

PLACES = ("address", "uprn", "postcode")


def _forbidden(pack: Pack, *fields: str) -> bool:
    return all(pack.presence_of(field) is Presence.FORBIDDEN for field in fields)


def one_of_the_fields_can_be_given(pack: Pack) -> Iterator[Contradiction]:
    for group in pack.one_of_fields:
        if _forbidden(pack, *group):
            yield (
                "one_of_fields",
                (
                    f"One of {', '.join(group)} must be given, yet [fields] forbids every "
                    "one of them. Allow one, or leave the group out."
                ),
            )


def its_subjects_can_be_named(pack: Pack) -> Iterator[Contradiction]:
    about_people = pack.subject_kinds - {SubjectKind.PREMISES}
    if about_people and _forbidden(pack, "name"):
        yield (
            "subject_kinds",
            (
                "A person is held, yet [fields] forbids the name. Hold premises only, or "
                "allow the name."
            ),
        )
    if pack.subject_kinds - {SubjectKind.PERSON} and _forbidden(pack, *PLACES):
        yield (
            "subject_kinds",
            "Premises are held, yet [fields] forbids address, UPRN and postcode.",
        )


def it_can_be_searched(pack: Pack) -> Iterator[Contradiction]:
    if pack.search_modes == {SearchMode.PERSON}:
        if SubjectKind.PREMISES in pack.subject_kinds:
            yield (
                "search_modes",
                (
                    "Premises are held, yet the register is searched by person only: a "
                    "check could never find them. Use both."
                ),
            )
        if pack.at_address_only:
            yield (
                "at_address_only",
                "It answers at the address only, yet it is searched by person only.",
            )
    if pack.search_modes == {SearchMode.PREMISES} and _forbidden(pack, *PLACES):
        yield "search_modes", "It is searched by place, yet holds no place."


def its_words_are_for_its_categories(pack: Pack) -> Iterator[Contradiction]:
    for category in pack.category_labels:
        if category not in pack.categories:
            yield (
                f"category_labels.{category}",
                (
                    "This category has a label and is not one of the categories. Add it "
                    "there, or take the label out."
                ),
            )


def a_criterion_is_one_or_the_other(pack: Pack) -> Iterator[Contradiction]:
    for text in pack.compulsory:
        if text in pack.discretionary:
            yield (
                "discretionary",
                f"“{text}” is compulsory and discretionary. Keep one of the two.",
            )


def somebody_can_enter_provisionally(pack: Pack) -> Iterator[Contradiction]:
    if pack.provisional.allowed and pack.countersign_role is None:
        yield (
            "provisional.allowed",
            (
                "A provisional entry is made by whoever countersigns, and nobody does. "
                "Name a countersign_role, or do not allow it."
            ),
        )


def without_a_register_there_is_nothing_to_rule(pack: Pack) -> Iterator[Contradiction]:
    if not pack.has_register and (pack.panels or pack.suspended):
        key = "panels" if pack.panels else "suspended"
        yield key, "There is no register here (has_register = false). Take this out."


def an_order_is_the_only_reason(pack: Pack) -> Iterator[Contradiction]:
    if pack.order_end_required is False and Category.ORDER not in pack.categories:
        yield (
            "order_end_required",
            "No category is for court orders. Add ORDER, or take this out.",
        )


RULES: tuple[Rule, ...] = (
    one_of_the_fields_can_be_given,
    its_subjects_can_be_named,
    it_can_be_searched,
    its_words_are_for_its_categories,
    a_criterion_is_one_or_the_other,
    somebody_can_enter_provisionally,
    without_a_register_there_is_nothing_to_rule,
    an_order_is_the_only_reason,
)


def contradictions(pack: Pack) -> Iterator[Contradiction]:
    """Every contradiction of this pack: the key, and what to do."""
    for rule in RULES:
        yield from rule(pack)
