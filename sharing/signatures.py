"""Which steps bind an organisation, so that a person takes them after a fresh proof?

A program that was given the scope may draft, attest, read, suspend and end. It puts
nobody's name to anything: a signature is by whoever is named, signed in as themselves.
"""

from sharing.states import Step


SIGNATURES = frozenset(
    {
        Step.OFFER,
        Step.ACCEPT,
        Step.INDEMNIFY,
        Step.RENEW_COVER,
        Step.ARRANGE,
        Step.PUT_IN_FORCE,
        Step.LIFT_SUSPENSION,
    }
)
