"""By which of the register's clocks is something due?"""

from register.queries.clocks import appeals, duties, entries, letters, sweeps
from tenants.due import Clock, Reading, Sources


CLOCKS: Sources = {
    Clock.LETTER: (Reading(letters.owed, letters.letters),),
    Clock.STAFF_MESSAGE: (Reading(letters.unsent, letters.staff_messages),),
    Clock.PROVISIONAL: (Reading(entries.undecided, entries.provisional),),
    Clock.REVIEW: (Reading(entries.to_review, entries.reviews),),
    Clock.SWEEP: (Reading(sweeps.to_sweep, sweeps.sweeps),),
    Clock.EXPIRY: (Reading(entries.ending, entries.expiries),),
    Clock.RETEST: (Reading(entries.untold, entries.retests),),
    Clock.POLICE: (Reading(duties.untold, duties.police),),
    Clock.RIDDOR: (Reading(duties.unreported, duties.riddor),),
    Clock.APPEAL_ACKNOWLEDGEMENT: (
        Reading(appeals.to_acknowledge, appeals.acknowledgements),
    ),
    Clock.APPEAL_HEARING: (
        Reading(appeals.to_set, appeals.unset_hearings),
        Reading(appeals.to_decide, appeals.hearings),
    ),
}
