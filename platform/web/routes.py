"""Who may open each route of the pages, over all areas?"""

from web.access import Access, Rule
from web.agreements.urls import ACCESS as AGREEMENTS
from web.appeals.urls import ACCESS as APPEALS
from web.check.urls import ACCESS as CHECK
from web.decisions.urls import ACCESS as DECISIONS
from web.demo.urls import ACCESS as DEMO
from web.due.urls import ACCESS as DUE
from web.extracts.urls import ACCESS as EXTRACTS
from web.guests.urls import ACCESS as GUESTS
from web.health.urls import ACCESS as HEALTH
from web.home.urls import ACCESS as HOME
from web.imports.urls import ACCESS as IMPORTS
from web.lives.urls import ACCESS as LIVES
from web.matches.urls import ACCESS as MATCHES
from web.members.urls import ACCESS as MEMBERS
from web.misuse.urls import ACCESS as MISUSE
from web.notices.urls import ACCESS as NOTICES
from web.organisations.urls import ACCESS as ORGANISATIONS
from web.packs.urls import ACCESS as PACKS
from web.people.entrance_urls import ACCESS as ENTRANCE
from web.people.urls import ACCESS as PEOPLE
from web.portfolios.urls import ACCESS as PORTFOLIOS
from web.recalls.urls import ACCESS as RECALLS
from web.receipts.urls import ACCESS as RECEIPTS
from web.register.urls import ACCESS as REGISTER
from web.reports.urls import ACCESS as REPORTS
from web.rights.urls import ACCESS as RIGHTS
from web.rounds.urls import ACCESS as ROUNDS
from web.sharing.urls import ACCESS as SHARING
from web.subjects.urls import ACCESS as SUBJECTS
from web.texts.urls import ACCESS as TEXTS
from web.versions.urls import ACCESS as VERSIONS
from web.works.urls import ACCESS as WORKS


EVERY_PAGE: dict[str, Rule] = {
    "csp-reports": Access.ANYONE,
    "brand": Access.ANYONE,
    "keep-signed-in": Access.SIGNED_IN,
}
ACCESS: dict[str, Rule] = {
    **EVERY_PAGE,
    **HOME,
    **CHECK,
    **ROUNDS,
    **REPORTS,
    **DECISIONS,
    **REGISTER,
    **LIVES,
    **MATCHES,
    **SUBJECTS,
    **SHARING,
    **AGREEMENTS,
    **VERSIONS,
    **TEXTS,
    **WORKS,
    **MISUSE,
    **HEALTH,
    **APPEALS,
    **DUE,
    **NOTICES,
    **RECALLS,
    **RECEIPTS,
    **PORTFOLIOS,
    **EXTRACTS,
    **ORGANISATIONS,
    **GUESTS,
    **DEMO,
    **ENTRANCE,
    **PEOPLE,
    **PACKS,
    **MEMBERS,
    **IMPORTS,
    **RIGHTS,
}
