"""Under which version of the policy pack is something decided?"""

from django.db.models import Max

from tenants.models import Organisation, PackVersion


def pack_number(organisation: Organisation) -> int:
    """The number of the organisation's newest pack version; 0 without one."""
    newest = PackVersion.objects.filter(organisation_id=organisation.pk).aggregate(
        newest=Max("number")
    )
    return newest["newest"] or 0
