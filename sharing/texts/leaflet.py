"""What does a person read who wants to appeal against a warning about them?"""

from dataclasses import dataclass

from documents.texts import Section, Text


@dataclass(frozen=True, slots=True, kw_only=True)
class LeafletWords:
    """What the organisation's own policy says of appeals. `address` is where letters
    to it go, line by line; a policy need not give one."""

    organisation: str
    address: tuple[str, ...]
    register_name: str
    panel: str
    appeal_days: int
    acknowledge_days: int
    hearing_days: int
    how: str
    duty_phone: str


def leaflet_text(words: LeafletWords) -> Text:
    return Text(
        title="If you do not agree with a warning about you",
        caption=words.organisation,
        lead=(
            f"You had a letter that {words.organisation} has put a warning on its "
            f"“{words.register_name}”. This leaflet says what you can do."
        ),
        sections=(
            Section(
                heading="What a warning is",
                paragraphs=(
                    (
                        "It tells staff who may meet you what to do so that everybody is "
                        "safe. It is not a criminal record and says nothing about your "
                        "right to a service."
                    ),
                    (
                        "It ends by a date that your letter gives, unless we write to you "
                        "again with reasons."
                    ),
                ),
            ),
            *_appealing(words),
            *_rights(words),
        ),
    )


def _appealing(words: LeafletWords) -> tuple[Section, Section]:
    return (
        Section(
            heading="How to appeal",
            paragraphs=(
                f"Appeal within {words.appeal_days} days of the date on your letter.",
                _where(words),
                words.how,
            ),
            items=(
                "Say which warning it is: the reference is on your letter.",
                "Say what is wrong or unfair, in your own words.",
                "Send anything that shows it. Somebody may help you or write for you.",
            ),
        ),
        Section(
            heading="What happens then",
            items=(
                f"We tell you within {words.acknowledge_days} days that we have it.",
                (
                    f"The {words.panel} hears it within {words.hearing_days} days. "
                    "Whoever made the decision is not one of them."
                ),
                "You may come, write, or send somebody. The employee may comment too.",
                (
                    "We write to you with what was decided and why. If the warning "
                    "changes or goes, everybody who was shown it is told."
                ),
            ),
        ),
    )


def _where(words: LeafletWords) -> str:
    """Stands above `how`, which speaks of the address above, as in a letter."""
    if not words.address:
        return "Our address is at the top of your letter."
    return f"Our address: {', '.join(words.address)}."


def _rights(words: LeafletWords) -> tuple[Section, ...]:
    return (
        Section(
            heading="While you wait",
            paragraphs=(
                (
                    "The warning stays, so that nobody is put at risk, and is marked as "
                    "contested. You may ask us to limit how it is used."
                ),
            ),
        ),
        Section(
            heading="Your rights over your data",
            items=(
                "Ask for a copy of what we hold about you. It is free.",
                "Ask us to correct or erase it, or object to our holding it.",
                (
                    "Complain to us about how we handle your data, and then to the "
                    "Information Commissioner."
                ),
            ),
        ),
        Section(
            heading="If you need this another way",
            paragraphs=(
                (
                    f"Ring {words.duty_phone} for large print, another language or an "
                    "easy-to-read copy."
                ),
            ),
        ),
    )
