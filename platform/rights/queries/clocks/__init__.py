"""By which of the clocks of people's rights is something due?"""

from rights.queries.clocks.answers import CLOCK_OF, answers, open_requests
from tenants.due import Reading, Sources


REQUESTS = Reading(open_requests, answers)
# One reading for all of them: each request says by which clock it runs.
CLOCKS: Sources = dict.fromkeys(CLOCK_OF.values(), (REQUESTS,))
