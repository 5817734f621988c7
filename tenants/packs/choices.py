"""Which words may a policy pack use for each choice?"""

from tenants.levels import Labelled


class Presence(Labelled):
    REQUIRED = "required", "Must be given"
    OPTIONAL = "optional", "May be given"
    FORBIDDEN = "forbidden", "Must not be held"


class SearchMode(Labelled):
    PERSON = "person", "By person"
    PREMISES = "premises", "By premises"


class TermFrom(Labelled):
    FIRST_INCIDENT = "first_incident", "The first incident"
    LAST_INCIDENT = "last_incident", "The last incident"
    LAST_ACTION = "last_action", "The last action"
    CASE_CLOSED = "case_closed", "The closing of the case"


class IndexVisible(Labelled):
    YES = "yes", "The list of entries may be read"
    NO = "no", "No list: one entry at a time"
    CASE_LEVEL_ONLY = "case_level_only", "Only the case in hand"


class MemberAccess(Labelled):
    NONE = "none", "Elected members see nothing"
    PROXY = "proxy", "An officer looks for the member"
    ON_REQUEST = "on_request", "On request, each time decided"
    SAME_RULE = "same_rule", "By the same rule as staff"
    ALL = "all", "All elected members"


class Transport(Labelled):
    LOOK_UP_HERE = "look_up_here", "Partners look up here"
    ENCRYPTED_EMAIL = (
        "encrypted_email",
        "Encrypted e-mail where an agreement demands it",
    )


class LetterBy(Labelled):
    POST = "post", "Printed and posted"
    NOTIFY = "notify", "Posted by GOV.UK Notify"
    EMAIL = "email", "By e-mail where an address is known, else printed"


class PushMode(Labelled):
    NONE = "none", "No message"
    LINK = "link", "A reference and a link, no personal data"


# The fields of a subject or an incident that a pack may require or forbid.
FIELDS = (
    "name",
    "aliases",
    "date_of_birth",
    "approximate_age",
    "gender",
    "appearance",
    "phone",
    "email",
    "address",
    "uprn",
    "postcode",
    "vehicles",
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
    "summary",
    "ring_name",
    "ring_phone",
)
