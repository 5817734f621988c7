"""What is agreed, undertaken, released, asked and recalled between organisations?"""

from sharing.models.agreements import Agreement, AgreementVersion
from sharing.models.batches import CheckBatch, CheckBatchPart
from sharing.models.checks import Check, Receipt
from sharing.models.events import AgreementEvent
from sharing.models.extracts import Extract, ExtractRoute, NeverLeft, SigningKey
from sharing.models.misuse import MisuseCase, MisuseDecision, MisuseTask
from sharing.models.papers import Paper, PaperKind
from sharing.models.portfolio_changes import PortfolioChange, PortfolioStaged
from sharing.models.recalls import Recall
from sharing.models.releases import Release, TeamRelease
from sharing.models.undertakings import Attestation, Indemnity, PortfolioItem
from sharing.models.works import Service, ServiceQuestion


__all__ = [
    "Agreement",
    "AgreementEvent",
    "AgreementVersion",
    "Attestation",
    "Check",
    "CheckBatch",
    "CheckBatchPart",
    "Extract",
    "ExtractRoute",
    "Indemnity",
    "MisuseCase",
    "MisuseDecision",
    "MisuseTask",
    "NeverLeft",
    "Paper",
    "PaperKind",
    "PortfolioChange",
    "PortfolioItem",
    "PortfolioStaged",
    "Recall",
    "Receipt",
    "Release",
    "Service",
    "ServiceQuestion",
    "SigningKey",
    "TeamRelease",
]
