"""What was told once about an entry, and to whom? The caller asks permission."""

from rights.models import Disclosure
from rights.shown import DisclosurePage
from rights.states import DisclosureBasis, DisclosureTo, Part


def of_entry(entry_reference: str) -> list[DisclosurePage]:
    """Newest first."""
    found = Disclosure.objects.filter(entry_reference=entry_reference)
    rows = found.select_related("decided_by").order_by("-disclosed_at", "-pk")
    return [_page(one) for one in rows]


def _page(one: Disclosure) -> DisclosurePage:
    return DisclosurePage(
        reference=one.reference,
        entry_reference=one.entry_reference,
        to_label=DisclosureTo(one.to).label,
        recipient=one.recipient,
        recipient_person=one.recipient_person,
        recipient_reference=one.recipient_reference,
        basis_label=DisclosureBasis(one.basis).label,
        parts=tuple(Part(part).label for part in one.parts),
        told=one.told,
        necessity=one.necessity,
        how=one.how,
        disclosed_at=one.disclosed_at,
        subject_may_know=one.subject_may_know,
        not_telling_reason=one.not_telling_reason,
        decided_by=one.decided_by.full_name,
        decided_at=one.decided_at,
    )
