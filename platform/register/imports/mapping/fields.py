"""What may a column of an old register hold, and what is it usually called?"""

from typing import Final

from tenants.codes import Labelled


class Field(Labelled):
    """What a column holds. A column that is none of these is left out."""

    NAME = "NAME", "Whole name"
    TITLE = "TITLE", "Title"
    FORENAME = "FORENAME", "Forename"
    SURNAME = "SURNAME", "Surname"
    ALIASES = "ALIASES", "Other names"
    BORN = "BORN", "Date of birth or age"
    ADDRESS = "ADDRESS", "Address"
    BUILDING = "BUILDING", "House or flat number or name"
    STREET = "STREET", "Street"
    TOWN = "TOWN", "Town"
    POSTCODE = "POSTCODE", "Postcode"
    UPRN = "UPRN", "UPRN"
    CATEGORY = "CATEGORY", "Category"
    WHAT_HAPPENED = "WHAT_HAPPENED", "What happened"
    PRECAUTIONS = "PRECAUTIONS", "Precautions"
    HAPPENED_ON = "HAPPENED_ON", "Date of the incident"
    ADDED_ON = "ADDED_ON", "Date added"
    REVIEW_ON = "REVIEW_ON", "Review date"
    ENDS_ON = "ENDS_ON", "End date"
    POLICE_REFERENCE = "POLICE_REFERENCE", "Police reference"
    DEPARTMENT = "DEPARTMENT", "Department that reported"
    RING_NAME = "RING_NAME", "Whom to ring"
    RING_PHONE = "RING_PHONE", "Number to ring"
    OLD_REFERENCE = "OLD_REFERENCE", "Reference in the old register"


# Whole headings as councils write them, lower case, without punctuation.
SYNONYMS: Final[dict[Field, tuple[str, ...]]] = {
    Field.NAME: (
        "name",
        "full name",
        "customer name",
        "client name",
        "tenant name",
        "person",
        "individual",
        "name of person",
        "subject",
    ),
    Field.TITLE: ("title", "salutation"),
    Field.FORENAME: ("forename", "first name", "given name", "forenames", "initials"),
    Field.SURNAME: ("surname", "last name", "family name"),
    Field.ALIASES: ("alias", "aliases", "aka", "also known as", "other names"),
    Field.BORN: (
        "dob",
        "d o b",
        "date of birth",
        "born",
        "birth date",
        "age",
        "approx age",
    ),
    Field.ADDRESS: (
        "address",
        "full address",
        "property address",
        "location",
        "home address",
        "address line 1",
        "property",
        "premises",
    ),
    Field.BUILDING: (
        "property no",
        "property number",
        "house no",
        "house number",
        "house name",
        "number",
        "flat",
        "building",
        "paon",
    ),
    Field.STREET: ("street", "street name", "road", "thoroughfare"),
    Field.TOWN: ("town", "city", "locality", "village", "post town", "district"),
    Field.POSTCODE: ("post code", "postcode", "postal code", "pcode"),
    Field.UPRN: ("uprn", "unique property reference number", "property reference"),
    Field.CATEGORY: (
        "category",
        "warning category",
        "type",
        "type of warning",
        "type of risk",
        "risk type",
        "risk",
        "marker",
        "marker type",
        "warning type",
        "alert type",
        "hazard",
        "nature of risk",
        "flag",
    ),
    Field.WHAT_HAPPENED: (
        "what happened",
        "details",
        "incident",
        "description",
        "narrative",
        "incident details",
        "reason",
        "circumstances",
        "notes",
        "comments",
        "summary",
    ),
    Field.PRECAUTIONS: (
        "precautions",
        "precaution",
        "advice",
        "advice to staff",
        "control measures",
        "controls",
        "instructions",
        "action to take",
        "recommended action",
        "mitigation",
    ),
    Field.HAPPENED_ON: (
        "date of incident",
        "incident date",
        "date of occurrence",
        "last incident",
        "date",
    ),
    Field.ADDED_ON: (
        "date added",
        "active from",
        "start date",
        "entry date",
        "date entered",
        "added",
        "added on",
        "date of entry",
        "from",
        "valid from",
        "created",
        "registered",
    ),
    Field.REVIEW_ON: (
        "review date",
        "review",
        "next review",
        "review due",
        "review on",
    ),
    Field.ENDS_ON: (
        "end date",
        "expiry date",
        "expires",
        "removal date",
        "active to",
        "valid to",
        "to",
        "until",
        "order ends",
    ),
    Field.POLICE_REFERENCE: (
        "police ref",
        "police no",
        "police number",
        "police log",
        "police reference",
        "crime reference",
        "crime ref",
        "crime number",
        "crime no",
        "urn",
    ),
    Field.DEPARTMENT: (
        "department",
        "dept",
        "service",
        "team",
        "directorate",
        "section",
        "reported by",
        "source",
    ),
    Field.RING_NAME: (
        "manager",
        "responsible manager",
        "contact",
        "contact name",
        "contact officer",
        "lead officer",
        "duty manager",
    ),
    Field.RING_PHONE: (
        "manager tel",
        "manager phone",
        "telephone",
        "contact number",
        "contact tel",
        "phone",
        "tel",
        "tel no",
    ),
    Field.OLD_REFERENCE: ("ref", "reference", "id", "record no", "entry no", "no"),
}

DATE_FIELDS: Final = frozenset(
    {Field.BORN, Field.HAPPENED_ON, Field.ADDED_ON, Field.REVIEW_ON, Field.ENDS_ON}
)

# How the pack's `fields` table names what a register holds, so that what a pack
# forbids is never offered.
PACK_FIELDS: Final[dict[Field, str]] = {
    Field.NAME: "name",
    Field.TITLE: "name",
    Field.FORENAME: "name",
    Field.SURNAME: "name",
    Field.ALIASES: "aliases",
    Field.BORN: "date_of_birth",
    Field.ADDRESS: "address",
    Field.BUILDING: "address",
    Field.STREET: "address",
    Field.TOWN: "address",
    Field.POSTCODE: "postcode",
    Field.UPRN: "uprn",
    Field.WHAT_HAPPENED: "what_happened",
    Field.POLICE_REFERENCE: "police_reference",
    Field.RING_NAME: "ring_name",
    Field.RING_PHONE: "ring_phone",
}
