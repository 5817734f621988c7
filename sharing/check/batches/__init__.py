"""How are many checks made at once?"""

from sharing.check.batches.asking import BadBatch, ask
from sharing.check.batches.progress import Progress, mine, progress
from sharing.check.batches.reading import Page, RowAnswer, read
from sharing.check.batches.rows import MOST_ROWS, BatchRow


__all__ = [
    "MOST_ROWS",
    "BadBatch",
    "BatchRow",
    "Page",
    "Progress",
    "RowAnswer",
    "ask",
    "mine",
    "progress",
    "read",
]
