"""What does an agreement add to each side's record of processing activities?"""

from documents.texts import Section, Table, Text
from sharing.terms import PORTFOLIO_KINDS
from sharing.texts.facts import AgreementWords, basis, categories, day, level, purposes


def record_text(words: AgreementWords) -> Text:
    """One entry for the record of whoever shares, and one for whoever receives."""
    terms = words.terms
    return Text(
        title="Record of processing",
        caption=words.caption,
        lead="UK GDPR Article 30: what each side enters in its own record.",
        sections=(
            Section(
                heading=f"For {words.discloser}",
                table=_table(
                    words,
                    what="Disclosing warnings so that visits are safe",
                    lawful=basis(
                        terms.lawful_basis_discloser, terms.condition_discloser
                    ),
                    to=words.recipient,
                    kept="As the register's own policy says; the release ends with the entry",
                ),
            ),
            Section(
                heading=f"For {words.recipient}",
                table=_table(
                    words,
                    what="Looking warnings up before a visit or contact",
                    lawful=basis(
                        terms.lawful_basis_recipient, terms.condition_recipient
                    ),
                    to="Nobody but whoever makes the visit",
                    kept=(
                        f"{terms.retention_days} days at most"
                        if terms.retention_days
                        else "Not kept: looked up each time"
                    ),
                ),
            ),
        ),
    )


def _table(
    words: AgreementWords, *, what: str, lawful: str, to: str, kept: str
) -> Table:
    terms = words.terms
    return Table(
        caption="Entry",
        head=("Item", "What to enter"),
        rows=(
            ("Processing", what),
            ("Purposes", "\n".join(purposes(terms.purposes))),
            (
                "People",
                "People about whom there is a warning, and people at those homes",
            ),
            (
                "Data",
                f"{level(terms.level)}; {', '.join(categories(terms.categories))}",
            ),
            ("About", PORTFOLIO_KINDS[terms.portfolio_kind]),
            ("Lawful basis", lawful),
            ("Given to", to),
            ("Outside the United Kingdom", "Not sent"),
            ("Kept for", kept),
            (
                "Security",
                terms.security_terms
                or "Own sign-in with a second factor; every look recorded; encrypted",
            ),
            ("Agreement", f"{words.caption}, until {day(terms.ends_on)}"),
            ("Impact assessment", terms.dpia_reference or "no reference given"),
        ),
    )
