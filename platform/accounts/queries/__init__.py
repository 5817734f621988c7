"""Who works here, in what standing, and who is asking?"""

from accounts.queries.factors import (
    FACTOR_TYPES,
    factors,
    has_factor,
    is_last_factor,
)
from accounts.queries.people import (
    NoSuchPerson,
    PersonLine,
    TeamLine,
    by_email,
    people,
    person,
    team_sizes,
    teams,
    teams_called,
    user_for,
)
from accounts.queries.standing import (
    Standing,
    access_until,
    actor,
    briefed_until,
    gives_access,
    looking,
    pack,
    runs_the_register,
    standing,
    training_months,
)
from accounts.queries.ways_in import (
    PROVIDER_ID,
    Provider,
    client,
    clients,
    provider,
    provider_of,
)


__all__ = [
    "FACTOR_TYPES",
    "PROVIDER_ID",
    "NoSuchPerson",
    "PersonLine",
    "Provider",
    "Standing",
    "TeamLine",
    "access_until",
    "actor",
    "briefed_until",
    "by_email",
    "client",
    "clients",
    "factors",
    "gives_access",
    "has_factor",
    "is_last_factor",
    "looking",
    "pack",
    "people",
    "person",
    "provider",
    "provider_of",
    "runs_the_register",
    "standing",
    "team_sizes",
    "teams",
    "teams_called",
    "training_months",
    "user_for",
]
