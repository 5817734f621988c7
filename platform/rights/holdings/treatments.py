"""Which fields are not what their type makes them?

By type: a key to a person is a member of staff, text is words, a date or a code is the
subject's own, an id is nobody's. This table says where that is wrong, and why. Dotted
names are `app.model`; a JSON field may name its keys after a dot.
"""

from collections.abc import Mapping

from rights.holdings.facts import (
    IN_CONFIDENCE,
    INNER,
    OF_OTHERS,
    OF_STAFF,
    OWN,
    WORDS,
    Seen,
)


FIELDS: Mapping[str, Mapping[str, Seen]] = {
    "register.report": {
        "draft.witnesses": OF_OTHERS,
        "draft.told_by": IN_CONFIDENCE,
        "draft.corroborated_by": IN_CONFIDENCE,
        "draft.told": WORDS,
    },
    "register.incident": {
        "victim": OF_OTHERS,
        "victim_relation": OF_OTHERS,
        "witnesses": OF_OTHERS,
        # The class of injury is the health of whoever was hurt.
        "riddor_class": OF_OTHERS,
        "riddor_reference": OF_OTHERS,
        "riddor_due_working": INNER,
    },
    "register.statement": {
        "by_whom": IN_CONFIDENCE,
        "corroborated_by": IN_CONFIDENCE,
    },
    "register.evidence": {"third_parties": OF_OTHERS},
    "register.entry": {"ended_by": OF_STAFF},
    "register.part": {"person_id": OF_STAFF},
    "register.change": {"decider_id": OF_STAFF},
    # The very words that were kept from the person's copy of the bundle.
    "register.appealbundle": {"left_out": OF_OTHERS},
    "register.association": {"reason": WORDS, "end_reason": WORDS},
    "register.notice": {"asked_by": OF_STAFF, "message_id": INNER},
    "register.importrow": {"finding_kinds": INNER, "formulas": INNER},
    "notifications.message": {
        "once": INNER,
        "last_error": INNER,
        "provider_reference": OWN,
    },
    "markers.marker": {"owner": INNER},
    "sharing.release": {"decided_by": OF_STAFF, "withdrawn_by": OF_STAFF},
    "sharing.teamrelease": {"decided_by": OF_STAFF, "withdrawn_by": OF_STAFF},
    "rights.disclosure": {"recipient_person": OF_OTHERS},
    "rights.rightsrequest": {"requester_name": OWN, "requester_address": OWN},
    "rights.change": {"done_by": OF_STAFF},
}

# Counts how often a row was saved; in every model that has it.
COUNTERS = frozenset({"version"})

# Models of which no row is about a subject, each with what makes that so.
NOT_ABOUT_A_SUBJECT: Mapping[str, str] = {
    "register.importbatch": "the file's columns; its rows are listed on their own",
    "register.importprogress": "counts",
    "rights.exportline": "the lines of the export itself",
}
