"""What is agreed, undertaken, released, asked and recalled between organisations?"""

from sharing.models.agreements import Agreement, AgreementEvent, AgreementVersion
from sharing.models.batches import CheckBatch, CheckBatchPart
from sharing.models.checks import Check, Receipt
from sharing.models.recalls import Recall
from sharing.models.releases import Release, TeamRelease
from sharing.models.undertakings import Attestation, Indemnity, PortfolioItem


__all__ = [
    "Agreement",
    "AgreementEvent",
    "AgreementVersion",
    "Attestation",
    "Check",
    "CheckBatch",
    "CheckBatchPart",
    "Indemnity",
    "PortfolioItem",
    "Recall",
    "Receipt",
    "Release",
    "TeamRelease",
]
