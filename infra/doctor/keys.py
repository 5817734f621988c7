"""Does this code find the entries that were published before it?"""

from django.db import ProgrammingError
from django.utils import timezone

from infra.doctor.findings import Finding
from register.actions.rekeying import count_unfindable
from tenants.context import in_organisation
from tenants.queries import looked_after


ABOUT = "keys of entries"
SAMPLE = 5
REMEDY = (
    "Checks would answer that nothing is known. Run `manage.py rekey --beside` with this"
    " code before it serves, and `manage.py rekey` when no older code does."
)

MIGRATE = "Run `manage.py migrate_organisations`."


def examine() -> Finding:
    """Compare the keys of the entries written longest ago, of each organisation."""
    lacking = looked = 0
    try:
        organisations = list(looked_after())
    except ProgrammingError:
        return Finding(ABOUT, "The tables are not there yet.", MIGRATE)
    for organisation in organisations:
        with in_organisation(organisation):
            some, of = count_unfindable(at=timezone.now(), most=SAMPLE)
        lacking, looked = lacking + some, looked + of
    if lacking:
        found = f"{lacking} of {looked} entries were written by other code."
        return Finding(ABOUT, found, REMEDY)
    return Finding(ABOUT, f"All {looked} looked at are found by this code.")
