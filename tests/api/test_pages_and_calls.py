"""Is everything of sharing, and of the people it rests on, that a page does reachable by
call?"""

from django.urls import get_resolver

from tests.api.operations import HERE, PLATFORM


STEPS = (
    *("offerAgreement", "acceptAgreement", "indemnify", "attestActivity"),
    *("fileSignedAgreement", "renewCover", "arrangeVersion", "putInForce"),
    *("suspendAgreement", "clearSuspension", "liftSuspension"),
    *("terminateAgreement", "refuseAgreement", "withdrawAgreement"),
)
CALLS: dict[str, tuple[str, ...]] = {
    "agreements:list": ("listAgreements",),
    "agreements:agreement": ("readAgreement", "readVersion", "listPapers"),
    "agreements:draft": ("draftAgreement", "listAgreementTemplates"),
    "agreements:approve": ("approveAttestation", "listAttestations"),
    "agreements:no-longer": ("withdrawAttestation",),
    "agreements:step": STEPS,
    "extracts:agreement": ("listExtracts", "readExtractWay"),
    "extracts:propose": ("nameExtractWay",),
    "extracts:confirm": ("confirmExtractWay",),
    "extracts:close": ("closeExtractWay",),
    "extracts:signer": ("readExtractWay",),
    "extracts:ask": ("askForExtract",),
    "extracts:extract": ("readExtract", "openExtract"),
    "guests:open": ("openGuest",),
    "health:agreements": ("listAgreementsHealth",),
    "misuse:report": ("reportMisuse",),
    "misuse:case": ("readMisuseCase", "listMisuseCases"),
    "misuse:decide": ("decideMisuse",),
    "misuse:close": ("closeMisuseCase",),
    "misuse:claim": ("bundleClaim",),
    "misuse:task": ("finishMisuseTask",),
    "portfolios:rehearse": ("rehearse",),
    "portfolios:portfolio": ("readPortfolio",),
    "portfolios:upload": ("givePortfolio",),
    "portfolios:areas": ("givePortfolio",),
    "portfolios:cases": ("givePortfolio",),
    "portfolios:change": ("readPortfolioChange", "replacePortfolio"),
    "portfolios:give-up": ("giveUpPortfolioChange",),
    "recalls:list": ("listRecalls", "listRaisedRecalls"),
    "recalls:recall": ("readRecall", "acknowledgeRecall"),
    "recalls:certificate": ("takeRecallCertificate",),
    "receipts:list": ("listReceipts",),
    "receipts:receipt": ("readReceipt",),
    "rounds:start": ("checkMany",),
    "rounds:round": ("readCheckBatch", "readCheckBatchResults"),
    "sharing:several-partners": ("listDestinations",),
    "sharing:several": ("listCandidates",),
    "sharing:several-check": ("previewBulkRelease", "releaseEntries"),
    "sharing:audience": ("readAudience", "listReleases"),
    "sharing:check": ("releaseEntry", "releaseToTeam"),
    "sharing:seen": ("readSightings",),
    "sharing:explain": ("explain",),
    "sharing:take-back": ("withdrawRelease",),
    "sharing:take-back-from-team": ("withdrawTeamRelease",),
    "texts:list": ("listTexts",),
    "texts:text": ("readText",),
    "texts:pdf": ("takeText",),
    "versions:paper": ("readPaper",),
    "versions:difference": ("compareVersions", "listVersions"),
    "versions:revise": ("reviseAgreement",),
    "versions:text": ("readVersionText", "listVersionTexts"),
    "versions:pdf": ("takeVersionText",),
    "works:list": ("listServices", "listPartners"),
    "works:partner": ("readPartnerServices",),
    "works:describe": ("describeService",),
    "works:stop": ("stopService",),
    "works:answer": ("answerServiceQuestion",),
    "works:ask": ("askPartner",),
    "organisations:list": ("listOrganisations", "listOpenings"),
    "organisations:open": ("openOrganisation",),
    "organisations:opening": ("readOpening",),
    "organisations:organisation": ("readOrganisation",),
    "organisations:invite": ("inviteFirstAdministrator",),
    "organisations:suspend": ("suspendOrganisation",),
    "organisations:resume": ("resumeOrganisation",),
    "organisations:operations": ("readOperations",),
    "people:list": ("listPeople", "listBriefings"),
    "people:person": ("readPerson",),
    "people:invite": ("namePerson",),
    "people:roles": ("setPersonRoles",),
    "people:person-teams": ("setPersonTeams",),
    "people:details": ("correctPerson",),
    "people:briefing": ("recordBriefing",),
    "people:disable": ("removePerson",),
    "people:enable": ("invitePersonAgain",),
    "people:teams": ("listTeams", "readTeam"),
    "people:add-team": ("addTeam",),
    "people:change-team": ("changeTeam",),
    "people:accesses": ("listAccesses",),
    "people:give-access": ("giveAccess",),
    "people:end-access": ("endAccess",),
}
# How somebody comes in, and which programs may call at all, is said at a browser.
BY_PAGE_ALONE = {
    *("people:join", "people:second-step", "people:become"),
    *("people:providers", "people:provider"),
    *("people:add-client", "people:revoke-client"),
}
AREAS = {name.partition(":")[0] for name in CALLS}


def pages(urlconf: str) -> set[str]:
    found = set()
    for part in get_resolver(urlconf).url_patterns:
        for area in part.url_patterns:
            name = getattr(area, "namespace", None)
            if name in AREAS:
                found |= {f"{name}:{page.name}" for page in area.url_patterns}
    return found


def test_every_page_of_sharing_has_its_calls(descriptions):
    every = pages(HERE) | pages(PLATFORM)
    described = {
        call["operationId"]
        for description in descriptions.values()
        for calls in description["paths"].values()
        for call in calls.values()
    }

    assert every == set(CALLS) | BY_PAGE_ALONE
    assert not BY_PAGE_ALONE & set(CALLS)
    assert {one for calls in CALLS.values() for one in calls} - described == set()
