"""How often is a proof tried, and how is a run that failed tried again?

`HEED_PROOF=10` runs ten times as many cases. Each run draws its own seed and prints it;
`HEED_SEED=…` takes that one again.
"""

import os
from random import Random, SystemRandom

from tests.figures import How, record_figure


TIMES = int(os.environ.get("HEED_PROOF", "1"))
LARGEST_SEED = 2**32


def seeded(what: str) -> Random:
    """A source of chance whose seed is among the run's figures, and in its output."""
    given = os.environ.get("HEED_SEED")
    seed = int(given) if given else SystemRandom().randrange(LARGEST_SEED)
    print(f"{what}: HEED_SEED={seed}")
    record_figure(f"Seed: {what}", str(seed), How.LAST)
    return Random(seed)
