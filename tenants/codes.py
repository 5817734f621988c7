"""Which codes does every organisation share, and what does each one mean?

Stored codes are strings. Each list names its scheme and version, because a bare
code collides between standards; `coded` gives the triple that leaves the product.
Roles and their permissions live in `tenants.roles` and are importable from here.
"""

from tenants.levels import CodeList, Labelled, Level
from tenants.roles import (
    MAY_COUNTERSIGN,
    MAY_DECIDE,
    ROLES_FOR_KIND,
    Permission,
    Role,
)


__all__ = [
    "ELIGIBLE_MODES",
    "EXCLUDED_ACTIVITIES",
    "INDEMNITY_HEADS",
    "MAY_COUNTERSIGN",
    "MAY_DECIDE",
    "ROLES_FOR_KIND",
    "Activity",
    "Category",
    "CodeList",
    "ContactMode",
    "Follows",
    "IndemnityHead",
    "Labelled",
    "LawfulBasis",
    "Level",
    "OrganisationKind",
    "Permission",
    "Precaution",
    "Purpose",
    "Role",
    "Source",
    "StatementKind",
    "SubjectKind",
]


class OrganisationKind(Labelled):
    COUNCIL = "COUNCIL", "Council"
    REGISTERED_PROVIDER = "REGISTERED_PROVIDER", "Registered provider of housing"
    ALMO = "ALMO", "Arm's-length management organisation"
    CONTRACTOR = "CONTRACTOR", "Contractor"
    PLATFORM = "PLATFORM", "Platform"


class Category(CodeList):
    """What kind of risk: never what to do about it, never a support need."""

    PHYS = "PHYS", "Physical assault or attempt"
    THREAT = "THREAT", "Serious threat"
    VERBAL = "VERBAL", "Verbal abuse causing fear"
    SEXUAL = "SEXUAL", "Sexual assault, threat or harassment"
    HATE = "HATE", "Racist or other hate behaviour"
    STALK = "STALK", "Stalking"
    WEAPON = "WEAPON", "Weapon used or shown"
    ANIMAL = "ANIMAL", "Dangerous animal"
    ENVIRON = "ENVIRON", "Unsafe premises"
    ORDER = "ORDER", "Court order in force"
    CONTACT = "CONTACT", "Contact route"
    OTHER = "OTHER", "Other risk"


class Precaution(CodeList):
    """What the worker must do. Each instruction fits a phone: 120 characters."""

    TWO = "TWO", "Go in twos"
    OFFICE = "OFFICE", "See only at an office"
    NOVISIT = "NOVISIT", "Do not visit"
    GENDER = "GENDER", "Choose who attends by gender"
    PHONE = "PHONE", "Ring first"
    ANIMAL_SEC = "ANIMAL_SEC", "Animal secured first"
    PPE = "PPE", "Wear protective equipment"
    POLICE = "POLICE", "Attend with police"
    ROUTE = "ROUTE", "Only by the communicated route"
    ASK = "ASK", "Ring the responsible manager"
    NOLONEINT = "NOLONEINT", "No lone interview"

    @property
    def instruction(self) -> str:
        return INSTRUCTIONS[self]


INSTRUCTIONS: dict[Precaution, str] = {
    Precaution.TWO: "Do not go alone. Go with a colleague and stay together.",
    Precaution.OFFICE: "Do not visit. Meet only at an office with staff near by.",
    Precaution.NOVISIT: "Do not visit. Ring your manager to agree another way.",
    Precaution.GENDER: "Ring your manager to agree who may attend before you go.",
    Precaution.PHONE: "Ring before you go and agree the time and who will be there.",
    Precaution.ANIMAL_SEC: (
        "Do not enter until the animal is shut away. Ring first to have it secured."
    ),
    Precaution.PPE: "Wear the protective equipment your manager names before you enter.",
    Precaution.POLICE: "Do not attend without the police. Ring your manager to arrange it.",
    Precaution.ROUTE: "Use only the contact route this person has been given.",
    Precaution.ASK: "Ring the responsible manager before you go and do what they say.",
    Precaution.NOLONEINT: "Do not interview alone. Have a colleague in the room.",
}


class Source(CodeList):
    OWN_STAFF = "OWN_STAFF", "Our own staff"
    OTHER_DEPT = "OTHER_DEPT", "Another department"
    PARTNER = "PARTNER", "A partner organisation"
    CONTRACTOR = "CONTRACTOR", "A contractor"
    POLICE = "POLICE", "The police"
    OTHER_CONTROLLER = "OTHER_CONTROLLER", "Another controller"
    MEMBER = "MEMBER", "An elected member"
    PUBLIC = "PUBLIC", "A member of the public"
    COURT = "COURT", "A court"


class Purpose(CodeList):
    """Why somebody looks. Every check names one."""

    HOME_VISIT = "home-visit", "Home visit"
    REPAIR = "repair", "Repair"
    TENANCY_VISIT = "tenancy-visit", "Tenancy visit"
    INTERVIEW = "interview", "Interview"
    ENFORCEMENT_VISIT = "enforcement-visit", "Enforcement visit"
    CARE_VISIT = "care-visit", "Care visit"
    PHONE_CONTACT = "phone-contact", "Phone contact"
    REGISTER_ADMINISTRATION = "register-administration", "Running the register"
    AUDIT = "audit", "Audit"
    RIGHTS_REQUEST = "rights-request", "A person's rights request"


class ContactMode(Labelled):
    """How a worker meets people: what makes an activity eligible for sharing."""

    ENTERS_PREMISES = "ENTERS_PREMISES", "Enters premises"
    CROSSES_BOUNDARY = "CROSSES_BOUNDARY", "Crosses the boundary of premises"
    FACE_TO_FACE = "FACE_TO_FACE", "Meets people face to face"
    REMOTE_DIRECT = "REMOTE_DIRECT", "Deals with people directly but remotely"
    NONE = "NONE", "No contact with the public"


ELIGIBLE_MODES: frozenset[ContactMode] = frozenset(
    {
        ContactMode.ENTERS_PREMISES,
        ContactMode.CROSSES_BOUNDARY,
        ContactMode.FACE_TO_FACE,
    }
)


class Activity(CodeList):
    """A kind of work a partner does."""

    REPAIRS = "REPAIRS", "Repairs"
    GAS_SAFETY = "GAS_SAFETY", "Gas safety"
    VOID_WORKS = "VOID_WORKS", "Works in empty homes"
    TENANCY_VISITS = "TENANCY_VISITS", "Tenancy visits"
    HOUSING_MANAGEMENT = "HOUSING_MANAGEMENT", "Housing management"
    CARE_VISITS = "CARE_VISITS", "Care visits"
    ENFORCEMENT = "ENFORCEMENT", "Enforcement"
    SURVEYS = "SURVEYS", "Surveys"
    GROUNDS_MAINTENANCE = "GROUNDS_MAINTENANCE", "Grounds maintenance"
    REFUSE_COLLECTION = "REFUSE_COLLECTION", "Refuse collection"
    OTHER = "OTHER", "Other work"


# The policy names these two, so they are refused though they cross boundaries.
EXCLUDED_ACTIVITIES: frozenset[Activity] = frozenset(
    {Activity.GROUNDS_MAINTENANCE, Activity.REFUSE_COLLECTION}
)


class IndemnityHead(CodeList):
    CLAIMS = "CLAIMS", "Claims"
    PROCEEDINGS = "PROCEEDINGS", "Proceedings"
    FINES = "FINES", "Fines"
    DAMAGES = "DAMAGES", "Damages"
    LEGAL_FEES = "LEGAL_FEES", "Legal fees"


INDEMNITY_HEADS: frozenset[IndemnityHead] = frozenset(IndemnityHead)


class LawfulBasis(CodeList):
    LEGAL_OBLIGATION = "uk-gdpr:6(1)(c)", "Legal obligation"
    PUBLIC_TASK = "uk-gdpr:6(1)(e)", "Public task"
    LEGITIMATE_INTERESTS = "uk-gdpr:6(1)(f)", "Legitimate interests"
    EMPLOYMENT_LAW = "uk-gdpr:9(2)(b)", "Employment and social protection law"
    SUBSTANTIAL_INTEREST = "uk-gdpr:9(2)(g)", "Substantial public interest"


class SubjectKind(Labelled):
    PERSON = "PERSON", "A person"
    PREMISES = "PREMISES", "Premises"
    PERSON_AT_PREMISES = "PERSON_AT_PREMISES", "A person at premises"


class Follows(Labelled):
    """What the entry stays with when somebody moves."""

    PERSON = "PERSON", "The person"
    PREMISES = "PREMISES", "The premises"
    BOTH = "BOTH", "Both"


class StatementKind(Labelled):
    SEEN = "SEEN", "Seen or heard by the person reporting"
    TOLD = "TOLD", "Told by somebody else, uncorroborated"
    INFERRED = "INFERRED", "Inferred from what was seen"
