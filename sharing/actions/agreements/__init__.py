"""How does an agreement come to be, stand, stop and end?"""

from sharing.actions.agreements.arranging import arrange
from sharing.actions.agreements.drafting import draft, revise
from sharing.actions.agreements.force import put_in_force
from sharing.actions.agreements.indemnities import indemnify, renew_cover
from sharing.actions.agreements.signing import (
    accept,
    offer,
    refuse,
    withdraw,
)
from sharing.actions.agreements.stopping import (
    clear_suspension,
    expire,
    lift_suspension,
    suspend,
    terminate,
)


__all__ = [
    "accept",
    "arrange",
    "clear_suspension",
    "draft",
    "expire",
    "indemnify",
    "lift_suspension",
    "offer",
    "put_in_force",
    "refuse",
    "renew_cover",
    "revise",
    "suspend",
    "terminate",
    "withdraw",
]
