"""What must a letter to a subject say, whatever the policy pack adds?"""

from documents.letters.blocks import WRITERS, blocks
from documents.letters.content import (
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
)


__all__ = [
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
]
