"""How does a person's appeal go from their words to its outcome?"""

from register.actions.appeals.hearing import set_hearing
from register.actions.appeals.outcomes import decide
from register.actions.appeals.panel import assign, remove
from register.actions.appeals.papers import prepare
from register.actions.appeals.recording import acknowledge, record, withdraw
from register.actions.appeals.voices import comment, give_view


__all__ = [
    "acknowledge",
    "assign",
    "comment",
    "decide",
    "give_view",
    "prepare",
    "record",
    "remove",
    "set_hearing",
    "withdraw",
]
