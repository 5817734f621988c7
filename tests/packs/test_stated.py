"""Is what is stated of one register so, where no walk of every register tries it?

Each particular is the survey's or the policy's own; the numbers are literal.
"""

from dataclasses import replace

import pytest

from notifications.models import Message, MessageKind
from register.actions import entries, messages
from register.actions.reports import ContentRefused
from register.facts import StatementFacts
from register.refusals import Refused
from sharing.check import Answer
from tenants.clocks import add_working_days
from tenants.codes import Activity, Category, Precaution, Source, StatementKind
from tenants.context import current_organisation
from tenants.packs import load, shipped
from tenants.packs.choices import Transport
from tenants.queries import current_pack
from tests.packs.registers import OFFICER, SAFETY
from tests.packs.test_particulars import countersigned
from tests.packs.walking import (
    HAPPENED,
    NOW,
    PREMISES,
    TODAY,
    Cast,
    add_months,
    adopt,
    content,
    decide,
    look,
    make_cast,
    submit,
)


HEARSAY = StatementFacts(
    kind=StatementKind.TOLD, text="He has a knife.", by_whom="A neighbour"
)
ON_FACT = "A credible risk of violence or injury to staff, from a specific incident"


@pytest.fixture
def cast(in_eastmere) -> Cast:
    return make_cast()


def told_by(source: Source, statement: StatementFacts, said):
    incident = replace(said.incidents[0], statements=(statement,))
    return replace(said, incidents=(incident,), source=source)


def test_solihull_is_asked_of_a_place_and_never_of_a_name(cast):
    adopt("solihull", cast)
    said = content(
        "ring_name",
        "ring_phone",
        subject=PREMISES,
        category=Category.OTHER,
        precautions=(Precaution.ASK,),
        category_text="Keep to the path.",
        criteria_met=("Unsafe property",),
    )
    decide(countersigned(said, cast), cast, by=OFFICER)

    (shown,) = look(cast.visitor, uprn=PREMISES.uprn).markers
    assert shown.category_label == "Cautionary message"
    assert (shown.ring.name, shown.ring.phone) == ("Safety manager", "01632 960222")
    by_name = look(cast.visitor, name="Rowan Ashby")
    assert (by_name.answer, by_name.markers) == (Answer.CANNOT_TELL, ())


@pytest.mark.parametrize("source", [Source.POLICE, Source.PARTNER])
def test_bedford_takes_what_others_say_once_it_is_corroborated(cast, source):
    adopt("bedford", cast)
    said = content(
        "ring_name",
        "ring_phone",
        category=Category.PHYS,
        precautions=(Precaution.ASK,),
        criteria_met=("Police intelligence",),
    )

    with pytest.raises(ContentRefused, match="needs somebody who corroborates it"):
        submit(told_by(source, HEARSAY, said), cast)
    backed = replace(HEARSAY, corroborated_by="Sergeant 12")
    assert submit(told_by(source, backed, said), cast).state == "SUBMITTED"


def test_central_beds_holds_areas_and_no_special_need(cast):
    adopt("central_beds", cast)
    area = replace(PREMISES, uprn="", address_lines=("Quarry Lane, all of it",))
    said = content(
        "summary",
        subject=area,
        category=Category.ENVIRON,
        criteria_met=("An incident in the area",),
    )

    entry = decide(countersigned(said, cast), cast, by=OFFICER).entry

    assert (entry.follows, entry.state) == ("PREMISES", "ACTIVE")
    pack = current_pack(current_organisation())
    words = [*pack.thresholds, *pack.category_labels.values()]
    assert not [text for text in words if "need" in text.lower()]


def test_the_unnamed_log_sends_a_letter_when_an_incident_is_removed(cast):
    adopt("unnamed_authority", cast)
    said = content(
        "what_happened",
        category=Category.VERBAL,
        criteria_met=("The violence policy is met",),
    )
    entry = decide(countersigned(said, cast), cast, by=OFFICER).entry

    entries.withdraw(
        reference=entry.reference, reason="It was put right.", by=cast.officer, at=NOW
    )

    kinds = [notice.kind for notice in entry.notices.order_by("asked_at", "sequence")]
    assert kinds[-1] == "REMOVED"
    assert look(cast.visitor).answer == Answer.CLEAR


def test_east_herts_writes_and_tells_staff_within_two_working_days(cast):
    adopt("east_herts_2010", cast)
    said = content(
        "what_happened", "summary", category=Category.PHYS, criteria_met=(ON_FACT,)
    )
    hearsay = submit(told_by(Source.OWN_STAFF, HEARSAY, said), cast)
    report = countersigned(said, cast)

    entry = decide(report, cast, by=OFFICER).entry
    messages.tell_staff(entry_id=entry.pk, at=NOW)

    due = add_working_days(TODAY, 2, nation="ENGLAND").on
    assert entry.ends_on == add_months(HAPPENED, 24), "longer for the most serious"
    (added,) = entry.notices.all()
    assert (added.kind, added.due_on) == ("ADDED", due)
    told = Message.objects.filter(kind=MessageKind.NEW_ENTRY)
    assert {message.due_on for message in told} == {due}
    assert not [m for m in told if "Ashby" in m.body or "Larch" in m.body]
    assert hearsay.state == "SUBMITTED", "an employee may always report"


def test_east_herts_enters_no_hearsay(cast):
    adopt("east_herts_2010", cast)
    said = content(
        "what_happened", "summary", category=Category.THREAT, criteria_met=(ON_FACT,)
    )

    report = countersigned(told_by(Source.OWN_STAFF, HEARSAY, said), cast)

    with pytest.raises(Refused, match="uncorroborated hearsay"):
        decide(report, cast, by=OFFICER)


def test_east_herts_leaves_two_activities_out_and_sends_nothing_in_the_clear():
    pack = load(shipped("east_herts_2010"))

    assert pack.transport is Transport.ENCRYPTED_EMAIL
    assert pack.sharing.exclusions >= {
        Activity.GROUNDS_MAINTENANCE,
        Activity.REFUSE_COLLECTION,
    }
    assert (pack.training_months, pack.sweep_months) == (24, 3)
    assert pack.appeal.panel == "Committee of the corporate management team"


def test_durham_asks_the_locality_officer_to_tell_the_areas_member(cast):
    adopt("durham_cid", cast)
    met = ("A credible risk to staff, from an incident",)
    said = content("summary", category=Category.PHYS, criteria_met=met)
    entry = decide(countersigned(said, cast), cast, by=SAFETY).entry

    messages.tell_staff(entry_id=entry.pk, at=NOW)

    asked = Message.objects.filter(once__startswith=f"area-member:{entry.pk}")
    assert asked.count() == 1


def test_a_concern_register_keeps_contact_details_and_looks_again_each_year(cast):
    adopt("cocr_2020s", cast)
    said = content(
        "phone",
        "email",
        "appearance",
        "summary",
        category=Category.SEXUAL,
        criteria_met=("A serious incident, actual or threatened",),
    )

    entry = decide(countersigned(said, cast), cast, by=SAFETY).entry

    assert entry.review_on == min(add_months(TODAY, 12), entry.ends_on)
    assert (entry.subject.phone, entry.subject.email) == (
        "01632 960111",
        "rowan@person.example",
    )
