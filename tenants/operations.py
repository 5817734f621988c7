"""Is all well with the installation, as far as the platform may know?

Counts only: nothing here tells what any organisation holds.
"""

from dataclasses import dataclass

from tenants import outbox
from tenants.models import Organisation, Status


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One line for the operator; `ok` is False where somebody should look."""

    label: str
    value: str
    ok: bool


def figures() -> list[Figure]:
    """Return what an operator looks at first."""
    found = list(Organisation.objects.values_list("status", "schema_error"))
    being_served = sum(status == Status.ACTIVE for status, _ in found)
    behind = sum(bool(error) for _, error in found)
    waiting, given_up = outbox.waiting()
    return [
        Figure(label="Organisations served", value=str(being_served), ok=True),
        Figure(
            label="Organisations whose tables could not be brought up to date",
            value=str(behind),
            ok=not behind,
        ),
        Figure(
            label="Pieces of work that wait for a worker",
            value=str(waiting),
            ok=waiting < 100,
        ),
        Figure(
            label="Pieces of work that were given up",
            value=str(given_up),
            ok=not given_up,
        ),
    ]
