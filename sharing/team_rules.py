"""May this officer see their own organisation's entry?

A team that never meets the public is given nothing, and a team that does is given
an entry only where somebody chose it and wrote why.
"""

from sharing.authorities import Authority
from sharing.check_rules import (
    ASKER_RULES,
    CHECK_RULES,
    REGISTER_RULES,
    Reason,
    Rule,
    on_authority,
)
from sharing.facts import ReaderFacts, TeamFacts
from tenants.codes import ELIGIBLE_MODES, Level


@on_authority(Authority.NEED_TO_KNOW)
def asker_is_in_a_team_that_meets_the_public(facts: TeamFacts) -> Reason | None:
    """Somebody in no such team is refused, and so is never told that all is clear."""
    if not facts.teams_that_meet_the_public:
        return "The person asking is in no team that meets the public."
    return None


@on_authority(Authority.NEED_TO_KNOW)
def team_meets_the_public(facts: TeamFacts) -> Reason | None:
    """Only a team that enters, crosses the boundary or meets face to face."""
    if facts.team_mode not in ELIGIBLE_MODES:
        return "The team does not meet the public where it could be at risk."
    return None


@on_authority(Authority.NEED_TO_KNOW)
def team_was_chosen_with_a_reason(facts: TeamFacts) -> Reason | None:
    """Each audience is chosen by a named officer who writes why it is needed."""
    if not facts.team_reason.strip():
        return "The entry was not given to this team."
    return None


@on_authority(Authority.NEED_TO_KNOW)
def team_choice_stands(facts: TeamFacts) -> Reason | None:
    """What was given to a team can be taken back at any moment."""
    if facts.team_withdrawn is not False:
        return "The entry was taken back from this team."
    return None


@on_authority(Authority.MINIMISATION)
def team_limit_is_known(facts: TeamFacts) -> Reason | None:
    """The officer who chose the team also said how much it sees."""
    if facts.team_level not in Level:
        return "It is not known how much this team may see."
    return None


@on_authority(Authority.NEED_TO_KNOW)
def role_reads_the_register(facts: ReaderFacts) -> Reason | None:
    """A few roles keep the register and read all of their organisation's entries."""
    if facts.reads_register is not True:
        return "The role does not read the whole register."
    return None


TEAM_RULES: tuple[Rule[TeamFacts], ...] = (
    *CHECK_RULES,
    asker_is_in_a_team_that_meets_the_public,
    team_meets_the_public,
    team_was_chosen_with_a_reason,
    team_choice_stands,
    team_limit_is_known,
)
# What makes an organisation's own register a source that may answer this asker today.
TEAM_SOURCE_RULES: tuple[Rule[TeamFacts], ...] = (
    *ASKER_RULES,
    *REGISTER_RULES,
    asker_is_in_a_team_that_meets_the_public,
)
READER_SOURCE_RULES: tuple[Rule[ReaderFacts], ...] = (
    *ASKER_RULES,
    *REGISTER_RULES,
    role_reads_the_register,
)
READER_RULES: tuple[Rule[ReaderFacts], ...] = (*CHECK_RULES, role_reads_the_register)
