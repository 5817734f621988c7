"""What must a letter to a subject say, whatever the policy pack adds?"""

from documents.letters.blocks import WRITERS, blocks
from documents.letters.content import (
    CONTACT_TITLES,
    REQUIRED,
    TITLES,
    AppealFacts,
    Block,
    BlockName,
    Letter,
    LetterKind,
    MissingBlock,
    day,
    moment,
    title_of,
)


__all__ = [
    "CONTACT_TITLES",
    "REQUIRED",
    "TITLES",
    "WRITERS",
    "AppealFacts",
    "Block",
    "BlockName",
    "Letter",
    "LetterKind",
    "MissingBlock",
    "blocks",
    "day",
    "moment",
    "title_of",
]
