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
MAX_XML_DEPTH = 40

CHILD_MEMORY_BYTES = 280 * MEGABYTE
CHILD_CPU_SECONDS = 2
CHILD_WALL_SECONDS = 10
CHILD_OPEN_FILES = 32
