"""By which of the register's clocks is something due?"""

from collections.abc import Mapping

from register.queries.clocks import appeals, duties, entries, letters, sweeps
from tenants.due import Clock, Source


CLOCKS: Mapping[Clock, Source] = {
    Clock.LETTER: letters.letters,
    Clock.STAFF_MESSAGE: letters.staff_messages,
    Clock.PROVISIONAL: entries.provisional,
    Clock.REVIEW: entries.reviews,
    Clock.SWEEP: sweeps.sweeps,
    Clock.EXPIRY: entries.expiries,
    Clock.RETEST: entries.retests,
    Clock.POLICE: duties.police,
    Clock.RIDDOR: duties.riddor,
    Clock.APPEAL_ACKNOWLEDGEMENT: appeals.acknowledgements,
    Clock.APPEAL_HEARING: appeals.hearings,
}
