"""How much may an uploaded register hold?

The largest register known to us has about 4,300 rows, so these leave room to
spare, and keep every refusal quick and every reading small.
"""

MEGABYTE = 1024 * 1024

MAX_FILE_BYTES = 10 * MEGABYTE
MAX_UNPACKED_BYTES = 40 * MEGABYTE
MAX_ARCHIVE_ENTRIES = 400
# A sheet of ordinary text shrinks ten to thirty times; small parts are left alone.
MAX_RATIO = 150
RATIO_MATTERS_FROM_BYTES = MEGABYTE

MAX_ROWS = 10_000
MAX_COLUMNS = 100
MAX_CELLS = 300_000
MAX_CELL_CHARACTERS = 10_000
MAX_TEXT_CHARACTERS = 8_000_000
MAX_SHEETS = 40
# A cell of text is four tags at most, so this never stops an honest sheet.
MAX_TAGS = 4 * MAX_CELLS + 100_000

CHILD_MEMORY_BYTES = 280 * MEGABYTE
# Every limit above is met well within it; it is for what nobody thought of.
CHILD_CPU_SECONDS = 4
CHILD_WALL_SECONDS = 10
CHILD_OPEN_FILES = 32
