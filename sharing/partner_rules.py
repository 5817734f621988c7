"""May this entry reach this partner, and this person there?

`PARTNER_RULES` is the whole policy, in the order a data protection officer asks.
Each rule reads its own fields and today's date only; where there is no agreement or no
release their fields are empty, and each rule that rests on them gives its own reason.
"""

from sharing.authorities import Authority
from sharing.check_rules import (
    ASKER_RULES,
    ENTRY_RULES,
    REGISTER_RULES,
    Reason,
    Rule,
    agreed,
    in_words,
    on_authority,
)
from sharing.facts import AgreementState, PartnerFacts
from tenants.codes import (
    ELIGIBLE_MODES,
    EXCLUDED_ACTIVITIES,
    INDEMNITY_HEADS,
    Activity,
    Category,
    Level,
    Purpose,
    Role,
)


@on_authority(Authority.POLICY_AGREEMENT)
def agreement_is_in_force(facts: PartnerFacts) -> Reason | None:
    """A version signed by both and put in force, from its first to its last day."""
    if facts.agreement_state is None:
        return "There is no agreement with this organisation."
    if facts.agreement_state != AgreementState.IN_FORCE:
        return "The agreement is not in force."
    if facts.agreement_starts_on is None or facts.agreement_ends_on is None:
        return "The agreement has no term."
    if facts.today < facts.agreement_starts_on:
        return f"The agreement starts on {in_words(facts.agreement_starts_on)}."
    if facts.agreement_ends_on < facts.today:
        return f"The agreement ended on {in_words(facts.agreement_ends_on)}."
    return None


@on_authority(Authority.POLICY_INDEMNITY)
def indemnity_is_of_this_version(facts: PartnerFacts) -> Reason | None:
    """A new version needs a new indemnity: it is tied to the signed document."""
    if not facts.indemnity_hash:
        return "There is no indemnity."
    if facts.indemnity_hash != facts.document_hash:
        return "The indemnity was given for another version of the agreement."
    return None


@on_authority(Authority.POLICY_INDEMNITY)
def indemnity_covers_every_head(facts: PartnerFacts) -> Reason | None:
    """Claims, proceedings, fines, damages and legal fees arising from misuse."""
    missing = sorted(
        head.label for head in INDEMNITY_HEADS if head not in facts.indemnity_heads
    )
    if missing:
        return f"The indemnity does not cover: {', '.join(missing).lower()}."
    return None


@on_authority(Authority.POLICY_INDEMNITY)
def insurance_cover_is_in_date(facts: PartnerFacts) -> Reason | None:
    """The cover behind the indemnity counts up to and including its end date."""
    if facts.cover_ends_on is None:
        return "There is no insurance cover behind the indemnity."
    if facts.cover_ends_on < facts.today:
        return f"The insurance cover ended on {in_words(facts.cover_ends_on)}."
    return None


@on_authority(Authority.POLICY_INDEMNITY)
def partner_undertook_to_follow_the_policy(facts: PartnerFacts) -> Reason | None:
    """The partner has undertaken to follow the discloser's policy."""
    if facts.policy_undertaking is not True:
        return "The partner has not undertaken to follow the discloser's policy."
    return None


@on_authority(Authority.PURPOSE_LIMITATION)
def activity_is_agreed(facts: PartnerFacts) -> Reason | None:
    """The agreement names the kind of work the check is for."""
    if not facts.asked_activity:
        return "The check does not name an activity."
    if not agreed(facts.asked_activity, facts.agreed_activities, Activity):
        return "The agreement does not name this activity."
    return None


@on_authority(Authority.ACCOUNTABILITY)
def activity_is_attested(facts: PartnerFacts) -> Reason | None:
    """Somebody has shown how the work is done, an officer has approved it, and the
    attestation counts up to and including its end date."""
    if not facts.attestation_approver:
        return "The activity has no approved attestation."
    if facts.attestation_starts_on is None or facts.attestation_ends_on is None:
        return "The attestation has no term."
    if facts.today < facts.attestation_starts_on:
        return f"The attestation starts on {in_words(facts.attestation_starts_on)}."
    if facts.attestation_ends_on < facts.today:
        return f"The attestation ended on {in_words(facts.attestation_ends_on)}."
    return None


@on_authority(Authority.POLICY_CONTACT)
def activity_is_close_contact(facts: PartnerFacts) -> Reason | None:
    """The work enters premises, crosses their boundary or is face to face."""
    if facts.attested_mode not in ELIGIBLE_MODES:
        return "The activity does not enter premises and is not in close contact."
    return None


@on_authority(Authority.POLICY_CONTACT)
def activity_is_not_excluded(facts: PartnerFacts) -> Reason | None:
    """Grounds maintenance and refuse collection are refused, whatever their mode, and
    so is what the discloser's own policy pack excludes beside them."""
    if facts.attested_activity not in Activity:
        return "It is not known what kind of work this is."
    if facts.attested_activity in EXCLUDED_ACTIVITIES:
        label = Activity(facts.attested_activity).label
        return f"{label} is excluded by the policy, though it may cross boundaries."
    if facts.attested_activity in facts.discloser_excludes:
        label = Activity(facts.attested_activity).label
        return f"{label} is excluded by the discloser's own policy."
    return None


@on_authority(Authority.PURPOSE_LIMITATION)
def purpose_is_agreed(facts: PartnerFacts) -> Reason | None:
    """The agreement names the purpose of the check."""
    if not agreed(facts.purpose, facts.agreed_purposes, Purpose):
        return "The agreement does not name this purpose."
    return None


@on_authority(Authority.MINIMISATION)
def agreement_limit_is_known(facts: PartnerFacts) -> Reason | None:
    """The agreement says how much is shared at most."""
    if facts.agreement_level not in Level:
        return "The agreement does not say how much may be shared."
    return None


@on_authority(Authority.MINIMISATION)
def discloser_limit_is_known(facts: PartnerFacts) -> Reason | None:
    """The discloser's policy pack says how much may leave it at most."""
    if facts.discloser_level not in Level:
        return "The discloser's policy does not say how much may be shared."
    return None


@on_authority(Authority.THIRD_PARTY_MATERIAL)
def entry_may_leave_its_organisation(facts: PartnerFacts) -> Reason | None:
    """An entry resting on police intelligence or MARAC material never leaves."""
    if facts.entry_shareable is not True:
        return "The entry rests on material that may not be passed on."
    return None


@on_authority(Authority.PURPOSE_LIMITATION)
def category_is_agreed(facts: PartnerFacts) -> Reason | None:
    """The agreement names the kind of risk."""
    if not agreed(facts.entry_category, facts.agreed_categories, Category):
        return "The agreement does not name this category."
    return None


@on_authority(Authority.MINIMISATION)
def place_is_in_the_portfolio(facts: PartnerFacts) -> Reason | None:
    """The entry's place, area or case is one the partner works with."""
    if facts.in_portfolio is not True:
        return "The entry's place is not in the agreement's portfolio."
    return None


@on_authority(Authority.POLICY_DIRECTOR)
def entry_was_released_by_the_sharing_officer(facts: PartnerFacts) -> Reason | None:
    """One officer decided that this entry goes to this partner, and wrote why."""
    if facts.release_role is None:
        return "The entry has not been released under this agreement."
    if facts.release_role != Role.SHARING_OFFICER:
        return "The entry was not released by the sharing officer."
    return None


@on_authority(Authority.POLICY_DIRECTOR)
def release_stands(facts: PartnerFacts) -> Reason | None:
    """A release that was withdrawn, or ended by a recall, answers nobody."""
    if facts.release_withdrawn is not False:
        return "The release has been withdrawn or does not exist."
    return None


@on_authority(Authority.MINIMISATION)
def release_limit_is_known(facts: PartnerFacts) -> Reason | None:
    """The officer who released the entry said how much of it."""
    if facts.release_level not in Level:
        return "The release does not say how much may be shared."
    return None


ATTESTATION_RULES: tuple[Rule[PartnerFacts], ...] = (
    activity_is_attested,
    activity_is_close_contact,
    activity_is_not_excluded,
)
# What must stand for one activity at least before an agreement is put in force.
BEFORE_FORCE_RULES: tuple[Rule[PartnerFacts], ...] = (
    indemnity_is_of_this_version,
    indemnity_covers_every_head,
    insurance_cover_is_in_date,
    partner_undertook_to_follow_the_policy,
    activity_is_agreed,
    *ATTESTATION_RULES,
    agreement_limit_is_known,
)
SOURCE_RULES: tuple[Rule[PartnerFacts], ...] = (
    *ASKER_RULES,
    *REGISTER_RULES,
    agreement_is_in_force,
    indemnity_is_of_this_version,
    indemnity_covers_every_head,
    insurance_cover_is_in_date,
    partner_undertook_to_follow_the_policy,
    activity_is_agreed,
    *ATTESTATION_RULES,
    purpose_is_agreed,
    agreement_limit_is_known,
    discloser_limit_is_known,
)
PARTNER_RULES: tuple[Rule[PartnerFacts], ...] = (
    *SOURCE_RULES,
    *ENTRY_RULES,
    entry_may_leave_its_organisation,
    category_is_agreed,
    place_is_in_the_portfolio,
    entry_was_released_by_the_sharing_officer,
    release_stands,
    release_limit_is_known,
)
