"""May a report say this, under this organisation's pack?"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from register.facts import IncidentFacts, ReportContent
from register.policy.subjects import against_lines
from tenants.codes import Category, Source, SubjectKind
from tenants.packs import Pack
from tenants.packs.choices import Presence


SUMMARY_MAX = 250
EXTERNAL = frozenset(Source) - {Source.OWN_STAFF, Source.OTHER_DEPT}


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """One field and what to do about it."""

    field: str
    sentence: str


def problems(content: ReportContent, *, pack: Pack, today: date) -> list[Problem]:
    """Everything that must be put right before the report can go on.

    The rules are those of the panel it is for, where the register has panels.
    """
    found = list(_panel(content, pack))
    pack = pack.for_panel(content.panel)
    found += [
        *_subject(content, pack),
        *_presence(content, pack),
        *_proposal(content, pack),
        *_source(content, pack),
    ]
    if not content.incidents:
        found.append(Problem(field="incidents", sentence="Describe what happened."))
    for incident in content.incidents:
        found += _incident(incident, pack, today)
    return found


def values(content: ReportContent) -> dict[str, object]:
    """Every field a pack may require or forbid, by the pack's name for it."""
    subject = content.subject
    of_subject: dict[str, object] = {
        "name": subject.name,
        "aliases": subject.aliases,
        "date_of_birth": subject.date_of_birth or subject.birth_year,
        "approximate_age": subject.approximate_age,
        "gender": subject.gender,
        "appearance": subject.appearance,
        "phone": subject.phone,
        "email": subject.email,
        "address": subject.address,
        "uprn": subject.uprn,
        "postcode": subject.postcode,
        "vehicles": subject.vehicles,
    }
    of_report = {
        "summary": content.summary,
        "ring_name": content.ring_name,
        "ring_phone": content.ring_phone,
    }
    told = _of_incidents(content)
    # One field to a pack: the animal there, and whatever it did.
    animals = told["animals"] or subject.animals
    return {**of_subject, **of_report, **told, "animals": animals}


INCIDENT_FIELDS = (
    "happened_time",
    "place",
    "what_happened",
    "words_used",
    "harm",
    "weapons",
    "animals",
    "victim",
    "victim_relation",
    "witnesses",
    "police_reference",
    "riddor_class",
)


def _of_incidents(content: ReportContent) -> Mapping[str, object]:
    """A field is given when any incident gives it."""
    return {
        name: next((v for i in content.incidents if (v := getattr(i, name))), "")
        for name in INCIDENT_FIELDS
    }


def _panel(content: ReportContent, pack: Pack) -> Iterator[Problem]:
    names = [panel.name for panel in pack.panels]
    if content.panel and content.panel not in names:
        yield Problem(
            field="panel",
            sentence=f"This register has no panel “{content.panel}”.",
        )


# What a field is called in a sentence, where its own name would not do.
WORDS: Mapping[str, str] = {
    "aliases": "other names",
    "approximate_age": "approximate age",
    "happened_time": "time it happened",
    "riddor_class": "RIDDOR class",
    "ring_name": "person to ring",
    "ring_phone": "telephone number to ring",
    "uprn": "UPRN",
    "victim_relation": "relation of the victim to the person",
    "what_happened": "account of what happened",
}


def field_words(field: str) -> str:
    return WORDS.get(field, field.replace("_", " "))


def _presence(content: ReportContent, pack: Pack) -> Iterator[Problem]:
    given = {name: bool(value) for name, value in values(content).items()}
    for name, has_value in given.items():
        presence = pack.presence_of(name)
        if presence is Presence.REQUIRED and not has_value:
            yield Problem(field=name, sentence=f"Give the {field_words(name)}.")
        if presence is Presence.FORBIDDEN and has_value:
            yield Problem(
                field=name,
                sentence=f"This register does not hold the {field_words(name)}. Remove it.",
            )
    for group in pack.one_of_fields:
        if not any(given[name] for name in group):
            choices = " or ".join(field_words(name) for name in group)
            yield Problem(field=group[0], sentence=f"Give the {choices}.")


def _subject(content: ReportContent, pack: Pack) -> Iterator[Problem]:
    subject = content.subject
    if subject.kind not in pack.subject_kinds:
        yield Problem(
            field="kind", sentence=f"This register holds no “{subject.kind.label}”."
        )
    if subject.kind is not SubjectKind.PREMISES and not subject.name:
        yield Problem(field="name", sentence="Give the person's name.")
    placed = subject.address or subject.uprn
    if subject.kind is not SubjectKind.PERSON and not placed:
        yield Problem(field="address", sentence="Give the address or the UPRN.")
    for sentence in against_lines(subject):
        yield Problem(field="subject", sentence=sentence)


def _proposal(content: ReportContent, pack: Pack) -> Iterator[Problem]:
    category = content.category
    if category not in pack.categories:
        yield Problem(
            field="category", sentence=f"This register has no category {category}."
        )
    if category is Category.OTHER and not content.category_text:
        yield Problem(
            field="category_text", sentence="Say in words what kind of risk this is."
        )
    ends = content.order_ends_on
    if category is Category.ORDER and pack.order_end_required and ends is None:
        yield Problem(field="order_ends_on", sentence="Say when the order ends.")
    yield from _not_listed(content, pack)
    if len(content.summary) > SUMMARY_MAX:
        yield Problem(
            field="summary", sentence=f"Use {SUMMARY_MAX} characters at most."
        )


def _not_listed(content: ReportContent, pack: Pack) -> Iterator[Problem]:
    """What is ticked is one of what the pack lists."""
    rating = content.risk_rating
    if rating and rating not in pack.risk_rating:
        yield Problem(
            field="risk_rating", sentence=f"This register has no rating “{rating}”."
        )
    for text in content.criteria_met:
        if text not in pack.thresholds:
            yield Problem(
                field="criteria_met",
                sentence=f"“{text}” is not one of this register's thresholds.",
            )
    for precaution in content.precautions:
        if precaution not in pack.precautions:
            yield Problem(
                field="precautions",
                sentence=f"This register has no precaution “{precaution.label}”.",
            )


def _source(content: ReportContent, pack: Pack) -> Iterator[Problem]:
    if content.source not in EXTERNAL:
        return
    if not pack.external_sources.allowed:
        yield Problem(
            field="source", sentence="This register takes no reports from outside."
        )
    told_alone = all(s.is_hearsay for s in content.statements)
    if pack.external_sources.corroboration and told_alone:
        yield Problem(
            field="statements",
            sentence="A report from outside needs somebody who corroborates it.",
        )


def _incident(incident: IncidentFacts, pack: Pack, today: date) -> Iterator[Problem]:
    if incident.happened_on > today:
        yield Problem(
            field="happened_on", sentence="The date is in the future. Check it."
        )
    if not incident.statements:
        yield Problem(
            field="statements",
            sentence="Say what was seen, told or inferred: at least one statement.",
        )
    for statement in incident.statements:
        if not statement.text.strip():
            yield Problem(field="statements", sentence="A statement is empty.")
        if statement.kind == "TOLD" and not statement.by_whom.strip():
            yield Problem(field="statements", sentence="Say who told it.")
    if len(incident.what_happened) > pack.narrative_max:
        yield Problem(
            field="what_happened",
            sentence=f"Use {pack.narrative_max} characters at most.",
        )


def register_in_use(pack: Pack) -> Iterator[str]:
    if not pack.has_register:
        yield "This organisation keeps no register."
    elif pack.suspended is not None:
        yield f"The register is suspended: {pack.suspended.reason} Instead: " + (
            pack.suspended.fallback
        )
