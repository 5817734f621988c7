"""What does each known register do, as the survey or its own notice states it?

Literal, and never read from a pack: a pack that says otherwise fails its walk. Where
the source is silent the pack had to choose, and what it chose is not asserted, but for
what a walk cannot do without (the term, twelve months unless stated).
"""

from dataclasses import dataclass, field

from tenants.codes import Category, Level, Precaution, Role


CATEGORY, FLAG, PRECAUTIONS, SUMMARY = (
    Level.CATEGORY,
    Level.FLAG,
    Level.PRECAUTIONS,
    Level.SUMMARY,
)
HEAD, OFFICER, SAFETY = (
    Role.HEAD_OF_SERVICE,
    Role.DECISION_OFFICER,
    Role.HEALTH_AND_SAFETY,
)


@dataclass(frozen=True, kw_only=True)
class Register:
    """One register. `holds` are fields it takes; `refuses` is one it must not hold.

    `sees` is what somebody who visits is shown, `manager` a manager; `members` is the
    model for elected members.
    """

    holds: tuple[str, ...] = ("summary",)
    refuses: str = ""
    category: Category = Category.PHYS
    label: str = ""
    premises: bool = False
    precautions: tuple[Precaution, ...] = (Precaution.TWO,)
    threshold: str = ""
    countersigned_by: Role | None = HEAD
    decided_by: Role = OFFICER
    consults: tuple[str, ...] = ()
    rating: str = ""
    evidence: bool = False
    compulsory: tuple[str, ...] = ()
    months: int = 12
    review: int = 12
    sees: Level = SUMMARY
    manager: Level = SUMMARY
    members: str = "none"
    access_form: str = ""
    access_by: Role = SAFETY
    index: str = "no"
    warnings: tuple[str, ...] = field(default=())


REGISTERS: dict[str, Register] = {
    "nottingham": Register(
        holds=("gender", "approximate_age", "victim_relation"),
        refuses="date_of_birth",
        threshold="A violent incident form was completed",
        sees=CATEGORY,
        manager=CATEGORY,
    ),
    "peterborough": Register(
        refuses="phone",
        threshold="Violence",
        members="all",
        index="yes",
    ),
    "reading": Register(
        holds=(),
        refuses="summary",
        threshold="Violence or harm that happened",
        rating="High",
        evidence=True,
        sees=PRECAUTIONS,
        manager=PRECAUTIONS,
        members="same_rule",
    ),
    "solihull": Register(
        holds=("ring_name", "ring_phone"),
        refuses="name",
        premises=True,
        category=Category.ENVIRON,
        label="Unsafe property",
        precautions=(Precaution.ASK,),
        threshold="Unsafe property",
        sees=CATEGORY,
        manager=CATEGORY,
    ),
    "south_glos": Register(
        holds=("summary", "ring_name", "ring_phone"),
        refuses="date_of_birth",
        threshold="Reliable, significant, and relevant beyond the service that reports it",
        members="on_request",
        warnings=("copies_to",),
    ),
    "stockton": Register(
        holds=("aliases", "date_of_birth", "police_reference", "summary"),
        refuses="appearance",
        category=Category.ENVIRON,
        label="Hazard",
        threshold="The risk is real, present and factual",
    ),
    "torbay": Register(
        holds=("date_of_birth", "summary"),
        refuses="phone",
        label="Assault",
        threshold="An accident or occurrence form was completed",
        countersigned_by=None,
        decided_by=SAFETY,
        months=60,
        review=6,
        access_form="IT05",
        access_by=SAFETY,
    ),
    "barnsley": Register(
        threshold="An incident that a manager confirms", sees=PRECAUTIONS
    ),
    "bedford": Register(
        holds=("gender", "ring_name", "ring_phone"),
        refuses="date_of_birth",
        precautions=(Precaution.ASK,),
        threshold="Police intelligence",
        consults=("HEALTH_AND_SAFETY",),
        sees=PRECAUTIONS,
        manager=PRECAUTIONS,
    ),
    "blackpool": Register(refuses="email", threshold="One extreme incident"),
    "bolton": Register(
        holds=("date_of_birth", "what_happened", "summary"),
        refuses="gender",
        compulsory=("Assault",),
    ),
    "calderdale": Register(
        holds=(),
        refuses="summary",
        label="Actual violence",
        threshold="Actual violence",
        sees=CATEGORY,
        manager=CATEGORY,
        access_form="Access authorisation",
        access_by=HEAD,
    ),
    "central_beds": Register(
        refuses="date_of_birth",
        category=Category.HATE,
        label="Racist or sexist abuse",
        threshold="Racist or sexist abuse",
    ),
    "durham_cid": Register(
        threshold="A credible risk to staff, from an incident",
        decided_by=SAFETY,
        members="proxy",
    ),
    "doncaster": Register(
        holds=(
            "appearance",
            "date_of_birth",
            "phone",
            "happened_time",
            "place",
            "what_happened",
            "summary",
        ),
        refuses="email",
        threshold="A danger to an employee or an agent of the council",
        sees=FLAG,
        manager=SUMMARY,
    ),
    "dudley": Register(
        refuses="date_of_birth",
        threshold="A known or likely risk to employees",
        members="same_rule",
    ),
    "halton": Register(
        refuses="phone",
        category=Category.ANIMAL,
        label="Dangerous dog",
        premises=True,
        threshold="What was done is of a nature and a degree to be a credible risk",
    ),
    "unnamed_authority": Register(
        holds=("date_of_birth", "what_happened", "summary"),
        refuses="phone",
        label="Physical",
        threshold="The violence policy is met",
        sees=CATEGORY,
        manager=CATEGORY,
        index="case_level_only",
    ),
    "kirklees": Register(threshold="A completed form V1", members="proxy"),
    "wakefield": Register(
        holds=(),
        refuses="summary",
        threshold="A potential threat to other staff",
        sees=CATEGORY,
        manager=CATEGORY,
    ),
    "dudley_2022": Register(
        holds=("phone", "email", "summary"),
        refuses="date_of_birth",
        category=Category.CONTACT,
        label="Contact by the communicated route",
        precautions=(Precaution.ROUTE,),
        threshold="Behaviour that the council decides to answer by one contact route",
        review=6,
        sees=PRECAUTIONS,
        manager=SUMMARY,
        warnings=("lawful_basis",),
    ),
    "east_herts_2010": Register(
        holds=("what_happened", "summary"),
        threshold="A credible risk of violence or injury to staff, from a specific incident",
        category=Category.THREAT,
    ),
    "cocr_2020s": Register(
        holds=("phone", "email", "summary"),
        refuses="date_of_birth",
        threshold="A serious incident, actual or threatened",
        decided_by=SAFETY,
    ),
}
# Not walked like the others: suspended, and in panels.
APART = {"slough", "hounslow"}
