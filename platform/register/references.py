"""How is a report or an entry named, so that the name tells nothing?"""

import secrets


# Crockford's digits: no I, L, O or U, so that a reference can be read out.
DIGITS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
LENGTH = 8


def new_reference(kind: str) -> str:
    """A random reference such as E-7K3M9QXA: no sequence, no date, nothing personal."""
    return f"{kind}-{''.join(secrets.choice(DIGITS) for _ in range(LENGTH))}"
