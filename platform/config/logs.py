"""What may a log line hold? Ids and plain words: never a name, an address or a term."""

import logging
from collections.abc import Mapping, MutableMapping

import structlog


# Values under these keys are dropped wherever they come from.
PERSONAL = frozenset(
    {
        "name",
        "full_name",
        "email",
        "phone",
        "address",
        "postcode",
        "uprn",
        "date_of_birth",
        "terms",
        "body",
        "query",
        "password",
        "token",
        "cookie",
    }
)


def without_personal_data(
    _: object, __: str, event: MutableMapping[str, object]
) -> Mapping[str, object]:
    """A structlog processor."""
    return {
        key: ("[removed]" if key in PERSONAL else value) for key, value in event.items()
    }


def configure() -> None:
    """JSON lines on standard error, for structlog and the standard library alike."""
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            without_personal_data,
            structlog.processors.JSONRenderer(),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(logging.INFO),
        cache_logger_on_first_use=True,
    )
    logging.basicConfig(level=logging.INFO, format="%(levelname)s %(name)s %(message)s")
    # Django writes the whole path of a bad request here, and a path may hold anything.
    logging.getLogger("django.request").setLevel(logging.ERROR)
    logging.getLogger("django.security.DisallowedHost").setLevel(logging.CRITICAL)
    # A letter takes dozens of steps, and each would be a line.
    logging.getLogger("weasyprint.progress").setLevel(logging.WARNING)
