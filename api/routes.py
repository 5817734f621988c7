"""Who may open each route of the API?

`SHOWN_CREDENTIAL`: the route takes the digest of a token or session inward, where the
shared asker row is judged. `ANYONE`: it holds nothing of anybody's.
"""

ANYONE = "ANYONE"
SHOWN_CREDENTIAL = "SHOWN_CREDENTIAL"

ACCESS: dict[str, str] = {
    "api:checks": SHOWN_CREDENTIAL,
    "api:check": SHOWN_CREDENTIAL,
    "api:check-batches": SHOWN_CREDENTIAL,
    "api:check-batch": SHOWN_CREDENTIAL,
    "api:check-batch-results": SHOWN_CREDENTIAL,
    "api:agreements": SHOWN_CREDENTIAL,
    "api:agreement": SHOWN_CREDENTIAL,
    "api:offer-agreement": SHOWN_CREDENTIAL,
    "api:accept-agreement": SHOWN_CREDENTIAL,
    "api:indemnify-agreement": SHOWN_CREDENTIAL,
    "api:put-agreement-in-force": SHOWN_CREDENTIAL,
    "api:suspend-agreement": SHOWN_CREDENTIAL,
    "api:terminate-agreement": SHOWN_CREDENTIAL,
    "api:attestations": SHOWN_CREDENTIAL,
    "api:entries": SHOWN_CREDENTIAL,
    "api:entry": SHOWN_CREDENTIAL,
    "api:withdraw-entry": SHOWN_CREDENTIAL,
    "api:review-entry": SHOWN_CREDENTIAL,
    "api:correct-entry": SHOWN_CREDENTIAL,
    "api:reports": SHOWN_CREDENTIAL,
    "api:report": SHOWN_CREDENTIAL,
    "api:countersign-report": SHOWN_CREDENTIAL,
    "api:return-report": SHOWN_CREDENTIAL,
    "api:decide-report": SHOWN_CREDENTIAL,
    "api:explanations": SHOWN_CREDENTIAL,
    "api:receipts": SHOWN_CREDENTIAL,
    "api:receipt": SHOWN_CREDENTIAL,
    "api:releases": SHOWN_CREDENTIAL,
    "api:withdraw-release": SHOWN_CREDENTIAL,
    "api:recalls": SHOWN_CREDENTIAL,
    "api:acknowledge-recall": SHOWN_CREDENTIAL,
    "api:audit-events": SHOWN_CREDENTIAL,
    "api:rights-requests": SHOWN_CREDENTIAL,
    "api:rights-request": SHOWN_CREDENTIAL,
    "api:rights-request-pause": SHOWN_CREDENTIAL,
    "api:rights-request-resume": SHOWN_CREDENTIAL,
    "api:rights-request-acknowledge": SHOWN_CREDENTIAL,
    "api:statistics-foi": SHOWN_CREDENTIAL,
    "api:index": ANYONE,
    "api:health": ANYONE,
    "api:schema": ANYONE,
    "api:docs": ANYONE,
    "api:top": ANYONE,
    "api:no-route": ANYONE,
}
