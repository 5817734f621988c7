"""Which mutants cannot be noticed, and why?

Literal, so that one that is no longer made, or another that is, is seen.
"""

ME = "heed_identity()"
NO_DIFFERENCE = {
    "sharing_service.councils_read USING: dropped clause:"
    " (a.discloser = heed_identity()) became true": (
        "Of the agreements that an organisation may read it is the discloser, or it is"
        " the recipient itself, and its own services it reads anyway."
    ),
}

OWN_KEY = (
    "A key has its marker's owner (a foreign key says so), so either comparison says"
    " both; and one's own keys are read anyway."
)
AT_THIS_MOMENT = "Only at the very microsecond at which the hours end."
HOURS = "A constraint gives hours to a provisional marker alone, and to each of them."
RELEASED = (
    "The other releases that it may read are its own; such a one leads to a marker of"
    " the same owner, which it reads anyway."
)
SETS_THEM = "The discloser reads these rows by the policy under which it writes them."
ONE_AGREEMENT = (
    "A release has its agreement's recipient (a foreign key says so), so either"
    " comparison says both."
)


def _dropped(clause: str, neutral: str = "true") -> str:
    return f"USING: dropped clause: ({clause}) became {neutral}"


def _read_twice(table: str) -> dict[str, str]:
    """Who discloses reads the rows twice over."""
    return {
        f"{table}.parties {_dropped(f'discloser = {ME}', 'false')}": SETS_THEM,
        f"{table}.parties USING: other column: (discloser = {ME}) became"
        f" (recipient = {ME})": SETS_THEM,
    }


def _both_ways(table: str, what: str, why: str) -> dict[str, str]:
    """The pages' policy and the check's."""
    return {
        f"{table}.{policy} {what}": why for policy in ("recipient_sees", "check_sees")
    }


NO_DIFFERENCE_IN_READING = {
    **_both_ways("markers_key", _dropped(f"m.owner <> {ME}"), OWN_KEY),
    **_both_ways("markers_key", _dropped(f"owner <> {ME}"), OWN_KEY),
    **_both_ways(
        "markers_marker",
        "USING: boundary: (provisional_until > now()) became"
        " (provisional_until >= now())",
        AT_THIS_MOMENT,
    ),
    **_both_ways("markers_marker", _dropped("(state) = 'PROVISIONAL'"), HOURS),
    **_both_ways("markers_marker", _dropped(f"r.recipient = {ME}"), RELEASED),
    **_both_ways("sharing_release", _dropped(f"recipient = {ME}"), ONE_AGREEMENT),
    f"sharing_release.recipient_sees {_dropped(f'live.recipient = {ME}')}": (
        ONE_AGREEMENT
    ),
    **_read_twice("sharing_attestation"),
    **_read_twice("sharing_portfolioitem"),
}
SAID_BEFORE = "Asked twice in one clause; the other time refuses the empty row."
NO_DIFFERENCE_IN_BACKING = {
    "sharing_agreementversion.sharing_version_in_force_on_close_contact CHECK:"
    " dropped clause: (basis_activity IS NOT NULL) became true": SAID_BEFORE,
    "sharing_attestation.sharing_attestation_approved_by_somebody CHECK:"
    " dropped clause: (approved_by IS NOT NULL) became true": SAID_BEFORE,
}
