"""What does one organisation's register hold?"""

from register.imports.models import ImportBatch, ImportProgress, ImportRow
from register.models.appeals import (
    Appeal,
    AppealBundle,
    AppealComment,
    AppealMember,
)
from register.models.decisions import Decision
from register.models.entries import Entry
from register.models.incidents import Evidence, Incident, Statement
from register.models.links import Association, Move
from register.models.lives import Change, Review
from register.models.matches import SubjectMerge, SubjectPair
from register.models.members import MemberRequest
from register.models.notices import Notice
from register.models.parts import Part
from register.models.replies import Retest, SubjectReply
from register.models.reports import Report
from register.models.subjects import Subject


__all__ = [
    "Appeal",
    "AppealBundle",
    "AppealComment",
    "AppealMember",
    "Association",
    "Change",
    "Decision",
    "Entry",
    "Evidence",
    "ImportBatch",
    "ImportProgress",
    "ImportRow",
    "Incident",
    "MemberRequest",
    "Move",
    "Notice",
    "Part",
    "Report",
    "Retest",
    "Review",
    "Statement",
    "Subject",
    "SubjectMerge",
    "SubjectPair",
    "SubjectReply",
]
