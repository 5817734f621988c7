"""What do people ask about their data, and what were they and others told?"""

from rights.models.disclosures import Disclosure
from rights.models.exports import Export, ExportLine
from rights.models.requests import Change, Pause, RightsRequest


__all__ = [
    "Change",
    "Disclosure",
    "Export",
    "ExportLine",
    "Pause",
    "RightsRequest",
]
