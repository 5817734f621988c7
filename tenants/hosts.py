"""Whose host is this?

Kept in the process for a few seconds, since every request asks. Safe to be stale: an
organisation that is suspended or closed loses its role in the same transaction, so its
next statement is refused whatever is remembered here.
"""

from time import monotonic

from django.http.request import split_domain_port

from tenants.models import Domain, Organisation


KEPT_SECONDS = 10.0
KEPT_AT_MOST = 5_000

_kept: dict[str, tuple[float, Organisation]] = {}


def plain(header: str | None) -> str:
    """The host as it is stored: lower case, no port, no trailing dot; or empty."""
    domain, _ = split_domain_port(header or "")
    return str(domain)


def organisation_at(host: str) -> Organisation | None:
    """The organisation served at a plain host, whatever its status; None for no host
    of ours. There is no fall-back."""
    if not host:
        return None
    kept = _kept.get(host)
    if kept is not None and kept[0] > monotonic():
        return kept[1]
    found = Domain.objects.select_related("tenant").filter(domain=host).first()
    if found is None:
        _kept.pop(host, None)
        return None
    if len(_kept) >= KEPT_AT_MOST:
        _kept.clear()
    organisation: Organisation = found.tenant
    _kept[host] = (monotonic() + KEPT_SECONDS, organisation)
    return organisation


def forget(host: str | None = None) -> None:
    """Ask the database again: for one host, or for all."""
    if host is None:
        _kept.clear()
    else:
        _kept.pop(host, None)
