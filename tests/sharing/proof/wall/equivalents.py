"""Which mutants cannot be noticed, and why?

Literal, so that one that is no longer made, or another that is, is seen.
"""

NO_DIFFERENCE = {
    "sharing_service.councils_read USING: dropped clause:"
    " (a.discloser = heed_identity()) became true": (
        "Of the agreements that an organisation may read it is the discloser, or it is"
        " the recipient itself, and its own services it reads anyway."
    ),
}
NO_DIFFERENCE_IN_READING: dict[str, str] = {}
