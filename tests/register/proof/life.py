"""Which steps may come in any order, and what must hold after each of them?

Everybody tries everything: a step that is refused is a step too, and must change
nothing. Nothing here writes a row by itself; the clock is moved, the jobs run or not.
"""

from collections import Counter
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from itertools import count
from random import Random

from django.db import connection
from django.db.models import Q

from audit.actors import system
from audit.kinds import Kind
from audit.models import Event, Tombstone
from documents import storage
from documents.models import Document
from register.actions import (
    appeals,
    decisions,
    entries,
    letters,
    nights,
    overlays,
    provisional,
    reports,
    reviews,
)
from register.actions.appeals.recording import AppealWords
from register.actions.corrections import Correction, correct
from register.actions.keeping import Keeping, keep
from register.appeal_states import AppealEffect, AppealOutcome, Route
from register.models import Appeal, Entry, Notice, Report
from register.refusals import RegisterError
from register.states import LIVE_STATES, NoticeState, Outcome
from sharing.check import CheckRequest, check
from sharing.check.answer import Answer
from tenants.clocks import civil_date
from tenants.codes import Category, Precaution
from tests.register.appeals.hearing import Panel, ruling
from tests.register.making import CONTENT, CRITERIA, People


WHY = "It was weighed again."
# What each step that succeeds must leave on record, once a step.
AUDITED = (
    Kind.REPORT_SUBMITTED,
    Kind.REPORT_COUNTERSIGNED,
    Kind.REPORT_RETURNED,
    Kind.REPORT_APPROVED,
    Kind.REPORT_DECLINED,
    Kind.REPORT_MONITORED,
    Kind.ENTRY_PROVISIONAL,
    Kind.ENTRY_REVIEW_BEGUN,
    Kind.ENTRY_KEPT,
    Kind.ENTRY_CORRECTED,
    Kind.ENTRY_RESTRICTED,
    Kind.ENTRY_UNRESTRICTED,
    Kind.ENTRY_HELD,
    Kind.ENTRY_UNHELD,
    Kind.ENTRY_WITHDRAWN,
    Kind.ENTRY_IN_ERROR,
    Kind.ENTRY_LAPSED,
    Kind.ENTRY_ERASED,
    Kind.REPORT_ERASED,
    Kind.APPEAL_RECORDED,
    Kind.APPEAL_DECIDED,
    Kind.APPEAL_WITHDRAWN,
    Kind.CHECKED,
)
BROKEN = """
SELECT (SELECT count(*) FROM register_report r WHERE r.reporter_id = r.decided_by_id
            OR r.reporter_id = r.countersigned_by_id
            OR r.countersigned_by_id = r.decided_by_id)
     + (SELECT count(*) FROM register_review v JOIN register_report r ON r.id = v.report_id
         WHERE v.decider_id IN (r.reporter_id, r.countersigned_by_id))
     + (SELECT count(*) FROM register_appealmember m JOIN (
            SELECT entry_id, reporter_id AS person FROM register_report
            UNION ALL SELECT entry_id, countersigned_by_id FROM register_report
            UNION ALL SELECT entry_id, decided_by_id FROM register_report
            UNION ALL SELECT entry_id, decider_id FROM register_review
            UNION ALL SELECT entry_id, by_id FROM register_change
             WHERE kind IN ('KEPT', 'EXTENDED', 'CORRECTED', 'REMOVED')
         ) acted ON acted.entry_id = m.entry_id AND acted.person = m.member_id)
"""


@dataclass
class Life:
    """One organisation's register while its story goes on."""

    organisation: object
    people: People
    panel: Panel
    both: object
    asker: bytes
    at: datetime
    expected: Counter = field(default_factory=Counter)
    uprns: dict = field(default_factory=dict)
    gone: dict = field(default_factory=dict)
    done: Counter = field(default_factory=Counter)
    numbers: count = field(default_factory=lambda: count(1))

    def tried(self, kind, act, **asked):
        """Take a step; refused, it is not expected on record."""
        try:
            found = act(at=self.at, **asked)
        except RegisterError:
            self.done["refused"] += 1
            return None
        self.expected[kind] += 1
        self.done[kind] += 1
        return found

    @property
    def others(self):
        """Deciders all, and one of them may sit on panels too."""
        return (self.people.decider, self.both)

    def anybody(self, chance: Random):
        three = (self.people.reporter, self.people.head, self.people.decider)
        return chance.choice((*three, self.both))

    def report(self, chance: Random, *states):
        found = list(
            Report.objects.filter(state__in=states)
            .order_by("reference")
            .values_list("reference", flat=True)[:8]
        )
        return chance.choice(found) if found else None

    def entry(self, chance: Random, **which):
        found = list(Entry.objects.filter(**which).order_by("reference")[:12])
        return chance.choice(found) if found else None

    # What happens, each by whoever tries it.

    def raises(self, chance: Random) -> None:
        number = next(self.numbers)
        uprn = f"999111{number:06}"
        happened = civil_date(self.at) - timedelta(days=chance.randrange(40))
        content = replace(
            CONTENT,
            subject=replace(CONTENT.subject, uprn=uprn, name=f"Rowan{number} Ashby"),
            incidents=(replace(CONTENT.incidents[0], happened_on=happened),),
            category=chance.choice([Category.THREAT, Category.PHYS, Category.VERBAL]),
        )
        made = self.tried(
            Kind.REPORT_SUBMITTED,
            reports.raise_report,
            content=content,
            by=self.people.reporter,
        )
        if made is not None:
            self.uprns[made.reference] = uprn

    def countersigns(self, chance: Random) -> None:
        reference = self.report(chance, "SUBMITTED")
        if reference and chance.random() < 0.1:
            self.tried(
                Kind.REPORT_RETURNED,
                reports.return_to_reporter,
                reference=reference,
                reason=WHY,
                by=self.anybody(chance),
            )
        elif reference:
            by = self.anybody(chance) if chance.random() < 0.3 else self.people.head
            self.tried(
                Kind.REPORT_COUNTERSIGNED,
                reports.countersign,
                reference=reference,
                comment="",
                by=by,
            )

    def enters_provisionally(self, chance: Random) -> None:
        reference = self.report(chance, "COUNTERSIGNED")
        if reference:
            self.tried(
                Kind.ENTRY_PROVISIONAL,
                provisional.enter_provisionally,
                reference=reference,
                by=self.people.head,
            )

    def decides(self, chance: Random) -> None:
        reference = self.report(chance, "COUNTERSIGNED", "SUBMITTED", "RETURNED")
        if reference is None:
            return
        outcome = chance.choices([Outcome.APPROVE, Outcome.DECLINE], [8, 1])[0]
        kind = decisions.KIND_FOR_OUTCOME[outcome]
        approve = outcome is Outcome.APPROVE
        was = Entry.objects.filter(reports__reference=reference, state="PROVISIONAL")
        provisional_one = was.exists()
        found = self.tried(
            kind,
            decisions.decide,
            reference=reference,
            outcome=outcome,
            criteria=CRITERIA,
            proportionality=WHY,
            tell=None if not approve else decisions.Tell(told=True),
            joins=self._joined(chance) if approve and not provisional_one else "",
            by=self.anybody(chance) if chance.random() < 0.3 else self.people.decider,
        )
        if found is not None and not approve and provisional_one:
            self.expected[Kind.ENTRY_WITHDRAWN] += 1

    def _joined(self, chance: Random) -> str:
        entry = self.entry(chance) if chance.random() < 0.2 else None
        return entry.reference if entry else ""

    def reviews_it(self, chance: Random) -> None:
        entry = self.entry(chance, state__in=["ACTIVE", "UNDER_REVIEW", "LAPSED"])
        if entry is None:
            return
        by = self.anybody(chance) if chance.random() < 0.3 else self.people.decider
        if chance.random() < 0.3:
            self.tried(
                Kind.ENTRY_REVIEW_BEGUN,
                reviews.begin_review,
                reference=entry.reference,
                by=by,
            )
        else:
            asked = Keeping(
                criteria=CRITERIA,
                proportionality=WHY,
                months=chance.choice([None, 1, 3, 99]),
            )
            version = chance.choice([None, entry.version, entry.version + 1])
            self.tried(
                Kind.ENTRY_KEPT,
                keep,
                reference=entry.reference,
                asked=asked,
                version=version,
                by=by,
            )

    def corrects(self, chance: Random) -> None:
        entry = self.entry(chance)
        if entry is None:
            return
        asked = Correction(
            precautions=chance.choice([(Precaution.TWO,), (Precaution.PHONE,), ()]),
            category=chance.choice([None, Category.VERBAL, Category.PHYS]),
        )
        self.tried(
            Kind.ENTRY_CORRECTED,
            correct,
            reference=entry.reference,
            correction=asked,
            reason=WHY,
            by=self.anybody(chance),
        )

    def lays_over(self, chance: Random) -> None:
        entry = self.entry(chance)
        step = chance.choice(OVERLAYS)
        if entry is not None:
            self.tried(
                step[0],
                step[1],
                reference=entry.reference,
                reason=WHY,
                by=self.people.decider,
            )

    def ends(self, chance: Random) -> None:
        entry = self.entry(chance)
        kind, act = chance.choice(
            [
                (Kind.ENTRY_WITHDRAWN, entries.withdraw),
                (Kind.ENTRY_IN_ERROR, entries.mark_in_error),
            ]
        )
        if entry is not None:
            self.tried(
                kind,
                act,
                reference=entry.reference,
                reason=WHY,
                by=self.anybody(chance),
            )

    def appeals_it(self, chance: Random) -> None:
        entry = self.entry(chance)
        words = AppealWords(
            grounds="It was not me.",
            route=Route.LETTER,
            received_on=civil_date(self.at),
        )
        if entry is not None:
            self.tried(
                Kind.APPEAL_RECORDED,
                appeals.record,
                entry=entry.reference,
                words=words,
                by=self.panel.arranger,
            )

    def hears(self, chance: Random) -> None:
        """From wherever an open appeal stands to its outcome, unless taken back."""
        appeal = Appeal.objects.exclude(state__in=["DECIDED", "WITHDRAWN"]).first()
        if appeal is None:
            return
        named = {"reference": appeal.reference, "by": self.panel.arranger}
        if chance.random() < 0.3:
            self.tried(Kind.APPEAL_WITHDRAWN, appeals.withdraw, words=WHY, **named)
            return
        self.tried("arranged", appeals.acknowledge, **named)
        for member in (*self.panel.members, *self.others):
            self.tried("arranged", appeals.assign, member=member.pk, **named)
        hearing = self.at + timedelta(days=9)
        self.tried(
            "arranged", appeals.set_hearing, hearing_at=hearing, place="Here", **named
        )
        self.at = hearing + timedelta(hours=1)
        what = chance.choice(
            [
                (AppealOutcome.UPHELD, AppealEffect.REMOVE),
                (AppealOutcome.DISMISSED, AppealEffect.NONE),
            ]
        )
        for seat in appeal.members.select_related("member"):
            self.tried(
                "heard",
                appeals.give_view,
                reference=appeal.reference,
                view=what[0],
                reasons=WHY,
                by=seat.member,
            )
        state = Entry.objects.get(pk=appeal.entry_id).state
        found = self.tried(
            Kind.APPEAL_DECIDED,
            appeals.decide,
            reference=appeal.reference,
            ruling=ruling(*what),
            by=self.panel.members[0],
        )
        if found is not None and what[1] is AppealEffect.REMOVE:
            live = state in LIVE_STATES
            self.expected[Kind.ENTRY_WITHDRAWN if live else Kind.ENTRY_IN_ERROR] += 1

    def waits(self, chance: Random) -> None:
        self.at += timedelta(days=chance.choice([1, 2, 7, 28, 120, 400]))
        self.done["clock moved"] += 1

    def posts(self, chance: Random) -> None:
        """Some letters go; the printed ones are posted by hand."""
        due = Notice.objects.filter(state__in=[NoticeState.DUE, NoticeState.MADE])
        for notice in list(due.order_by("-kind", "asked_at")[:3]):
            sent = letters.send(notice_id=notice.pk, at=self.at)
            if sent.state == NoticeState.MADE:
                self.tried(
                    "posted",
                    letters.mark_posted,
                    notice_id=notice.pk,
                    by=self.people.decider,
                )

    def night(self, chance: Random) -> None:
        lapsed = nights.record_lapses(at=self.at)
        self.expected[Kind.ENTRY_LAPSED] += lapsed
        held = self._held()
        nights.erase_due(at=self.at)
        for kind, model in ((Kind.ENTRY_ERASED, Entry), (Kind.REPORT_ERASED, Report)):
            what = "ENTRY" if model is Entry else "REPORT"
            stones = Tombstone.objects.filter(what=what).values_list("pk", flat=True)
            new = [pk for pk in stones if pk not in self.gone]
            self.expected[kind] += len(new)
            self.done["erased"] += len(new)
            for pk in new:
                self.gone[pk] = held.get(pk, ())
        self.done["night"] += 1

    def _held(self) -> dict:
        """Whose files are whose, before a night erases some."""
        return {
            entry.pk: tuple(
                Document.objects.filter(
                    about__in=list(entry.notices.values_list("pk", flat=True))
                ).values_list("storage_key", flat=True)
            )
            for entry in Entry.objects.filter(ended_at__isnull=False)[:40]
        }

    def checks(self, chance: Random) -> None:
        """Somebody who may see the whole register asks about one place."""
        if not self.uprns:
            return
        reference = chance.choice(sorted(self.uprns))
        uprn = self.uprns[reference]
        asked = CheckRequest(purpose="home-visit", uprn=uprn)
        answer = check(
            organisation=self.organisation,
            asker_digest=self.asker,
            request=asked,
            at=self.at,
        )
        self.expected[Kind.CHECKED] += 1
        self.done[str(answer.answer)] += 1
        standing = [
            entry
            for entry in Entry.objects.filter(
                Q(subject__uprn=uprn) | Q(elsewhere__contains=[{"uprn": uprn}]),
                state__in=sorted(LIVE_STATES),
            )
            if entry.starts_on <= civil_date(self.at) < entry.ends_on
        ]
        live = {e.pk for e in standing if e.state != "PROVISIONAL"}
        assert len(answer.markers) <= len(standing), "something past its term answered"
        if live:
            assert answer.answer is Answer.HIT, "a live entry was not told"
        if not standing:
            assert answer.answer is Answer.CLEAR, "what does not stand was told"
        restricted = [e for e in standing if e.processing_restricted]
        if restricted and len(standing) == len(restricted):
            assert all(m.level == "SEEK_ADVICE" for m in answer.markers)

    # What must hold.

    def holds(self) -> None:
        """After any step: three people, and nothing answers that has ended."""
        with connection.cursor() as cursor:
            cursor.execute(BROKEN)
            assert cursor.fetchone()[0] == 0, "one person held two parts"
            cursor.execute(
                "SELECT count(*) FROM public.markers_marker m"
                " LEFT JOIN register_entry e ON e.id = m.entry_id"
                " WHERE m.owner = %s AND (e.id IS NULL OR e.ended_at IS NOT NULL"
                " OR m.ends_on > e.ends_on)",
                [self.organisation.pk],
            )
            assert cursor.fetchone()[0] == 0, "a marker stands that its entry does not"

    def holds_in_the_end(self) -> None:
        """Every transition is on record, and what was erased is nowhere."""
        events = Counter(
            Event.objects.filter(
                organisation=self.organisation.pk, kind__in=AUDITED
            ).values_list("kind", flat=True)
        )
        wanted = {k: n for k, n in self.expected.items() if k in AUDITED and n}
        assert {k: events[k] for k in wanted} == wanted, "a step is not on record"
        assert sum(events.values()) == sum(wanted.values()), "an event without a step"
        for pk, keys in self.gone.items():
            assert not Entry.objects.filter(pk=pk).exists()
            assert not Report.objects.filter(pk=pk).exists()
            self._nowhere(str(pk))
            for key in keys:
                assert not list(storage._versions(key)), "a version of a file is left"

    def _nowhere(self, pk: str) -> None:
        with connection.cursor() as cursor:
            for table in TABLES:
                cursor.execute(
                    f'SELECT count(*) FROM "{table}" t WHERE t::text LIKE %s',
                    [f"%{pk}%"],
                )
                assert cursor.fetchone()[0] == 0, f"{table} still speaks of it"


OVERLAYS = (
    (Kind.ENTRY_RESTRICTED, overlays.restrict_processing),
    (Kind.ENTRY_UNRESTRICTED, overlays.lift_restriction),
    (Kind.ENTRY_HELD, overlays.hold),
    (Kind.ENTRY_UNHELD, overlays.lift_hold),
)
TABLES = (
    "register_entry",
    "register_report",
    "register_incident",
    "register_decision",
    "register_review",
    "register_change",
    "register_part",
    "register_notice",
    "register_appeal",
    "documents_document",
    "notifications_message",
    "markers_marker",
    "markers_key",
)
BY = system("tests")
