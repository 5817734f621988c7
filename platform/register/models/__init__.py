"""What does one organisation's register hold?"""

from register.models.decisions import Decision
from register.models.entries import Entry
from register.models.incidents import Evidence, Incident, Statement
from register.models.notices import Notice
from register.models.reports import Report
from register.models.subjects import Subject


__all__ = [
    "Decision",
    "Entry",
    "Evidence",
    "Incident",
    "Notice",
    "Report",
    "Statement",
    "Subject",
]
