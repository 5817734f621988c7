"""What would set right each clause that refuses, and whose step is it?

One step may set several right: a release gives an officer, a standing and a level.
"""

from collections.abc import Iterable, Mapping


RELEASE = "Your sharing officer releases the entry to them under an agreement in force."
AGREE_ANEW = (
    "The two organisations sign a new version of the agreement that names it, and the "
    "partner indemnifies you under that version."
)
INDEMNIFY = "The partner's signatory gives a whole indemnity for this version."
ATTEST = (
    "The partner's signatory attests the work with its evidence and dates, and your "
    "sharing officer approves it."
)
NOTHING = "Nothing would: "
# Each rule of the gate about a partner, and what would set it right.
REPAIRS: Mapping[str, str] = {
    "asking_organisation_is_active": "The platform opens their organisation again.",
    "everyone_judged_may_check": "Their administrator gives the asker a role that checks.",
    "everyone_judged_is_briefed": "Their asker is briefed.",
    "asker_has_proved_who_they_are": "Their asker signs in with a second factor.",
    "role_limit_is_known": "Their policy pack says how much the asker's role may see.",
    "register_organisation_is_active": "The platform opens your organisation again.",
    "register_is_not_suspended": "Your policy pack no longer suspends the register.",
    "entry_is_live": NOTHING + "the entry is not live.",
    "entry_is_within_its_term": NOTHING
    + "the entry is outside its term. Keeping it takes a fresh decision.",
    "restriction_is_known": "Tell whoever runs the service: this should not happen.",
    "agreement_is_in_force": "An agreement is signed and put in force for today.",
    "indemnity_is_of_this_version": INDEMNIFY,
    "indemnity_covers_every_head": INDEMNIFY,
    "insurance_cover_is_in_date": "The partner's signatory renews the insurance cover.",
    "partner_undertook_to_follow_the_policy": INDEMNIFY,
    "activity_is_agreed": AGREE_ANEW,
    "activity_is_attested": ATTEST,
    "activity_is_close_contact": ATTEST,
    "activity_is_not_excluded": NOTHING + "the policy excludes this kind of work.",
    "purpose_is_agreed": AGREE_ANEW,
    "agreement_limit_is_known": AGREE_ANEW,
    "discloser_limit_is_known": "Your policy pack says how much may leave.",
    "entry_may_leave_its_organisation": NOTHING
    + "material of this kind is never passed on.",
    "category_is_agreed": AGREE_ANEW,
    "place_is_in_the_portfolio": "Your sharing officer adds the place to the portfolio.",
    "entry_was_released_by_the_sharing_officer": RELEASE,
    "release_stands": RELEASE,
    "release_limit_is_known": RELEASE,
}


def steps_for(rules: Iterable[str]) -> tuple[str, ...]:
    """The steps that set these clauses right: none missing, none twice, none to spare."""
    return tuple(dict.fromkeys(REPAIRS[rule] for rule in rules))
