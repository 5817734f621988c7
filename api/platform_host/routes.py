"""Who may open each route that only the platform's host has?

What both hosts have, such as an agreement, is declared in `api.routes`.
"""

from api.routes import SHOWN_CREDENTIAL


ACCESS: dict[str, str] = {
    "api:organisations": SHOWN_CREDENTIAL,
    "api:organisation": SHOWN_CREDENTIAL,
    "api:suspend-organisation": SHOWN_CREDENTIAL,
    "api:resume-organisation": SHOWN_CREDENTIAL,
    "api:first-administrator": SHOWN_CREDENTIAL,
    "api:guests": SHOWN_CREDENTIAL,
    "api:openings": SHOWN_CREDENTIAL,
    "api:opening": SHOWN_CREDENTIAL,
    "api:operations": SHOWN_CREDENTIAL,
    "api:agreements-health": SHOWN_CREDENTIAL,
}
