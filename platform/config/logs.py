"""What may a log line hold? Ids and plain words: never a name, an address or a term."""

import logging
import traceback
from collections.abc import Iterator, Mapping, MutableMapping
from types import TracebackType
from typing import override

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


class PlaceInCode(logging.Formatter):
    """Writes of a fault where it happened and of which kind, never its text.

    A database quotes the row that it refused, an address may end in the key of a link
    or hold whatever somebody typed, and Celery repeats both.
    """

    @override
    def format(self, record: logging.LogRecord) -> str:
        """The line, then the place in code where there is one."""
        record.exc_text = None  # another formatter may have left the whole text here
        return super().format(record)

    @override
    def formatMessage(self, record: logging.LogRecord) -> str:
        """The line itself: for a fault and a request, which one instead of its text."""
        where = _where(record)
        if where:
            record.message = where
        return super().formatMessage(record)

    @override
    def formatException(
        self,
        ei: tuple[type[BaseException], BaseException, TracebackType | None]
        | tuple[None, None, None],
    ) -> str:
        """The kinds of the exceptions, the last first, and the lines they passed."""
        return "\n".join(_lines(ei[1]))


def _where(record: logging.LogRecord) -> str:
    """The page or task a record is about, empty where its own text may stand."""
    match = getattr(getattr(record, "request", None), "resolver_match", None)
    if hasattr(record, "request"):
        status = getattr(record, "status_code", "")
        return f"{match.view_name if match else 'no route'} {status}"
    task = getattr(record, "data", None)
    if isinstance(task, dict) and "name" in task:
        return f"task {task['name']} {task.get('id', '')}"
    return "fault" if record.exc_info and record.exc_info[1] else ""


def _lines(problem: BaseException | None) -> Iterator[str]:
    """Kind and frames of an exception and of those it came from."""
    seen = set[int]()
    while problem is not None and id(problem) not in seen:
        seen.add(id(problem))
        yield f"{type(problem).__module__}.{type(problem).__qualname__}"
        for frame in traceback.extract_tb(problem.__traceback__):
            yield f"  {frame.filename}:{frame.lineno} in {frame.name}"
        problem = problem.__cause__ or problem.__context__


def configure(level: int | str = logging.INFO) -> None:
    """JSON lines for structlog; on standard error, plain ones for all else."""
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
    handler = logging.StreamHandler()
    handler.setFormatter(PlaceInCode("%(levelname)s %(name)s %(message)s"))
    logging.basicConfig(level=level, handlers=[handler])
    # Django writes the whole path of a bad request here, and a path may hold anything.
    logging.getLogger("django.request").setLevel(logging.ERROR)
    logging.getLogger("django.security.DisallowedHost").setLevel(logging.CRITICAL)
    # A letter takes dozens of steps, and each would be a line.
    logging.getLogger("weasyprint.progress").setLevel(logging.WARNING)
