"""With which words do invented people sign and indemnify?"""

from datetime import date

from sharing.terms import IndemnityTerms, Signatory
from tenants.codes import INDEMNITY_HEADS


def indemnity(cover_ends_on: date) -> IndemnityTerms:
    return IndemnityTerms(
        heads=tuple(sorted(head.value for head in INDEMNITY_HEADS)),
        policy_undertaking=True,
        insurer="Invented Mutual Insurance",
        policy_number="IM-0042-778",
        cover_ends_on=cover_ends_on,
    )


def signed_by(name: str, role: str) -> Signatory:
    return Signatory(name=name, role=role, authority="Scheme of delegation, part 3")
