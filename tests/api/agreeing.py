"""What is drafted and signed through the API, and by whom?"""

from tests.api.asking import program_of, session_of
from tests.sharing.people import TODAY


MANAGE = "sharing:manage"
SIGNED = {"role": "Director", "authority": "Scheme, part 3"}


def programs(two, client_at):
    return (
        program_of(two.council, two.officer, MANAGE, client=client_at(two.council)),
        program_of(two.partner, two.signatory, MANAGE, client=client_at(two.partner)),
    )


def persons(two, client_at):
    return (
        session_of(two.council, two.officer, client=client_at(two.council)),
        session_of(two.partner, two.signatory, client=client_at(two.partner)),
    )


def draft(two) -> dict[str, object]:
    return {
        "recipient": str(two.partner.pk),
        "title": "Repairs",
        "purposes": ["repair"],
        "categories": ["PHYS"],
        "activities": ["REPAIRS"],
        "level": "SUMMARY",
        "lawful_basis_discloser": "uk-gdpr:6(1)(e)",
        "lawful_basis_recipient": "uk-gdpr:6(1)(f)",
        "starts_on": TODAY.isoformat(),
        "review_on": TODAY.isoformat(),
        "ends_on": TODAY.isoformat(),
    }


INDEMNITY = {
    **SIGNED,
    "heads": ["CLAIMS", "PROCEEDINGS", "FINES", "DAMAGES", "LEGAL_FEES"],
    "policy_undertaking": True,
    "insurer": "Mutual",
    "policy_number": "P-1",
    "cover_ends_on": TODAY.isoformat(),
}
WORK = {"activity": "REPAIRS", "mode": "ENTERS_PREMISES", "evidence": "Job sheets"}


def terms(two, **changes) -> dict[str, object]:
    """The terms of a next version: all that a draft says but whom and what it is."""
    named = {"recipient", "title"}
    return {k: v for k, v in draft(two).items() if k not in named} | changes


BECAUSE = {"reason": "All in place."}
SIGNING = {
    "offer": SIGNED,
    "accept": SIGNED,
    "indemnity": INDEMNITY,
    "renew-cover": {
        "insurer": "Mutual",
        "policy_number": "P-2",
        "cover_ends_on": TODAY.isoformat(),
    },
    "put-in-force": BECAUSE,
    "arrange": BECAUSE,
    "lift-suspension": BECAUSE,
}
