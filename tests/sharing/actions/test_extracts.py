"""Does an extract leave once, sealed to whom it should, or not at all?"""

import csv
import io
from datetime import timedelta
from uuid import uuid4

import pytest
from django.core import mail
from django.db import ProgrammingError, transaction

from audit.models import OutboxItem
from notifications.models import Message
from sharing.actions import agreements, extract_asking, extract_opening, extracts
from sharing.actions.extract_routes import confirm, propose, withdraw
from sharing.errors import Invalid, NotAllowed, NotFound, NotNow, Refused
from sharing.extracts.certificates import in_groups
from sharing.extracts.content import digest
from sharing.models import Agreement, Extract, ExtractRoute, Receipt, SigningKey
from tenants.codes import Role
from tenants.context import in_organisation
from tenants.models import PackVersion
from tenants.packs import shipped
from tests.sharing import worlds
from tests.sharing.extracts.keys import ADDRESS, certificate, opened
from tests.sharing.people import NOW, TODAY, person


pytestmark = pytest.mark.django_db(databases=["default"])


def let_extracts_leave(council) -> None:
    """From today on, as a council's policy may say."""
    PackVersion.objects.bulk_create(
        [
            PackVersion(
                id=uuid4(),
                organisation=council,
                number=900,
                toml=shipped("eastmere").replace(
                    'transport = "look_up_here"', 'transport = "encrypted_email"'
                ),
                counts_from=TODAY,
                adopted_by="tests",
                adopted_at=NOW,
                reason="Vans have no signal on the moor.",
            )
        ]
    )


class Way:
    """An agreement under which an entry is released and extracts may go."""

    def __init__(self, two, kind="SMIME") -> None:
        self.two, self.kind = two, kind
        with two.here("council"):
            let_extracts_leave(two.council)
        self.agreement_id = two.in_force()
        self.marker = worlds.publish_marker(two.council)
        with two.here("council"):
            agreement = Agreement.objects.get(pk=self.agreement_id)
        standing = worlds.Standing(agreement, two.version(self.agreement_id), None)
        worlds.release_to(standing, self.marker, two.council, level="CATEGORY")
        self.certificate, self.key = certificate()
        self.route = self.propose()

    def propose(self, **changes) -> ExtractRoute:
        with self.two.here("partner"):
            return propose(
                **{
                    "agreement_id": self.agreement_id,
                    "kind": self.kind,
                    "address": ADDRESS,
                    "certificate": self.certificate,
                    "reason": "Our vans have no signal on the moor.",
                    "by": self.two.signatory,
                    "at": NOW,
                }
                | changes
            )

    def confirm(self, **changes) -> ExtractRoute:
        with self.two.here("council"):
            self.route = confirm(
                **{
                    "route_id": self.route.pk,
                    "fingerprint": in_groups(self.route.fingerprint),
                    "how": "Read to me over the telephone by their IT desk.",
                    "by": self.two.officer,
                    "at": NOW,
                }
                | changes
            )
            return self.route

    def ask(self, **changes) -> Extract:
        with self.two.here("council"):
            return extract_asking.ask(
                **{
                    "agreement_id": self.agreement_id,
                    "activity": "REPAIRS",
                    "purpose": "repair",
                    "reason": "Tomorrow's round has no signal.",
                    "by": self.two.officer,
                    "at": NOW,
                }
                | changes
            )

    def make(self, extract: Extract, *, at=NOW) -> Extract:
        with self.two.here("council"):
            return extracts.make(extract_id=extract.pk, at=at)


@pytest.fixture
def way(two) -> Way:
    return Way(two)


@pytest.fixture
def link(two) -> Way:
    way = Way(two, kind="LINK")
    way.confirm()
    return way


def rows_in(content: bytes) -> list[dict[str, str]]:
    lines = content.decode().splitlines()
    assert "Pass it on to nobody" in lines[2]
    return list(csv.DictReader(io.StringIO("\n".join(lines[3:]))))


def test_openssl_opens_it_and_finds_few_rows_signed_and_marked(two, way, tmp_path):
    way.confirm()
    made = way.make(way.ask())
    [sent] = mail.outbox

    content = opened(
        sent.message().as_bytes(),
        certificate=way.certificate,
        key=way.key,
        signer=way.route.signer,
        folder=tmp_path,
    )
    [row] = rows_in(content)

    assert sent.to == [ADDRESS]
    assert sent.message().get_content_type() == "application/pkcs7-mime"
    assert b"Thistlewood" not in sent.message().as_bytes()
    assert "Garfield Thistlewood" in row["about"]
    assert row["extract"] == str(made.pk)
    assert row["kind_of_risk"] == "Physical assault or attempt"
    assert row["summary"] == ""
    assert row["warning"] != str(way.marker.pk)
    assert f"for {two.partner.name}" in content.decode()
    assert made.digest == digest(content)
    assert made.sealed is None


def test_each_row_has_its_receipt(two, way):
    way.confirm()
    way.make(way.ask())

    with two.here("council"):
        receipt = Receipt.objects.get(question="EXTRACT")
    assert (receipt.marker_id, receipt.level) == (way.marker.pk, "CATEGORY")
    assert receipt.organisation == two.partner.pk


def test_it_goes_once_however_often_it_is_made(two, way):
    way.confirm()
    extract = way.ask()

    way.make(extract)
    way.make(extract)
    made = way.make(extract)

    assert len(mail.outbox) == 1
    assert made.state == "SENT"
    with two.here("council"):
        assert Receipt.objects.filter(question="EXTRACT").count() == 1
        assert OutboxItem.objects.filter(task="sharing.make_extract").count() == 1


def test_a_worker_that_dies_after_sealing_sends_the_same_bytes(two, way, monkeypatch):
    way.confirm()
    extract = way.ask()
    with monkeypatch.context() as patched:
        patched.setattr(extracts, "deliver", dies)
        with pytest.raises(KeyboardInterrupt):
            way.make(extract)
    with two.here("council"):
        extract.refresh_from_db()
        sealed = bytes(extract.sealed)

    way.make(extract)

    assert extract.state == "SEALED"
    assert mail.outbox[0].attachments[0][1] == sealed


def dies(**_) -> None:
    raise KeyboardInterrupt


def test_what_was_sealed_and_may_go_no_longer_does_not_go(two, way, monkeypatch):
    way.confirm()
    extract = way.ask()
    with monkeypatch.context() as patched:
        patched.setattr(extracts, "deliver", dies)
        with pytest.raises(KeyboardInterrupt):
            way.make(extract)
    with two.here("council"):
        agreements.suspend(
            agreement_id=way.agreement_id, reason="Misuse", by=two.officer, at=NOW
        )

    made = way.make(extract)

    assert (made.state, mail.outbox) == ("REFUSED", [])
    assert "The agreement is not in force." in made.refusal
    assert made.sealed is None


def test_a_mail_that_may_have_gone_goes_again_under_the_same_number(two, way):
    way.confirm()
    extract = way.ask()
    way.make(extract)
    with two.here("council"):
        message = Message.objects.get(once=f"extract:{extract.pk}")
    assert str(message.pk) in mail.outbox[0].extra_headers["Message-ID"]


def test_nothing_in_force_nothing_leaves(two, way):
    way.confirm()
    with two.here("council"):
        agreements.suspend(
            agreement_id=way.agreement_id, reason="Misuse", by=two.officer, at=NOW
        )

    with pytest.raises(Refused, match="The agreement is not in force"):
        way.ask()

    with two.here("council"):
        assert Extract.objects.get().state == "REFUSED"


def test_an_expired_certificate_stops_it(two, way):
    way.confirm()

    extract = way.ask()
    made = way.make(extract, at=NOW + timedelta(days=400))

    assert "The certificate has expired." in made.refusal
    assert mail.outbox == []


def test_a_policy_of_looking_up_here_lets_nothing_leave(two, way):
    way.confirm()
    with two.here("council"):
        later = PackVersion.objects.get(number=900)
        later.pk, later.number, later.toml = uuid4(), 901, shipped("eastmere")
        PackVersion.objects.bulk_create([later])

    with pytest.raises(Refused, match="look up here only"):
        way.ask()


def test_default_is_none(two, way):
    with pytest.raises(Invalid, match="No extract leaves until a way is named"):
        way.ask()
    way.confirm()
    with two.here("partner"):
        withdraw(route_id=way.route.pk, by=two.signatory, at=NOW)
    with pytest.raises(Invalid, match="No extract leaves"):
        way.ask()


def test_another_fingerprint_is_not_confirmed(two, way):
    with pytest.raises(Invalid, match="not the fingerprint"):
        way.confirm(fingerprint="AA:BB")
    with pytest.raises(Invalid, match="over which other channel"):
        way.confirm(how=" ")
    with two.here("council"):
        assert not ExtractRoute.objects.filter(confirmed_at__isnull=False).exists()


def test_the_recipient_cannot_confirm_its_own_way(two, way):
    with two.here("partner"), pytest.raises(ProgrammingError), transaction.atomic():
        ExtractRoute.objects.filter(pk=way.route.pk).update(
            confirmed_by="me", confirmed_at=NOW, confirmed_how="Trust me."
        )


def test_there_is_one_way_at_a_time_and_only_the_recipient_names_it(two, way):
    with pytest.raises(NotNow):
        way.propose()
    with two.here("council"), pytest.raises(NotAllowed):
        propose(
            agreement_id=way.agreement_id,
            kind="LINK",
            address=ADDRESS,
            certificate=b"",
            reason="x",
            by=two.officer,
            at=NOW,
        )


def test_the_signing_key_is_sealed_and_nobody_elses(two, way):
    way.confirm()

    with two.here("council"):
        key = SigningKey.objects.get()
    assert "PRIVATE" not in key.sealed_key
    with two.here("partner"):
        assert not SigningKey.objects.exists()


def test_a_link_opens_once_for_somebody_fit(two, link):
    extract = link.make(link.ask())
    [sent] = mail.outbox
    officer = person(two.partner, Role.PARTNER_OFFICER)
    asker = worlds.sign_in(
        two.partner, actor_id=str(officer.pk), role=Role.PARTNER_OFFICER
    )
    with two.here("partner"):
        content = open_once(extract, asker, officer)
        with pytest.raises(NotNow, match="used already"):
            open_once(extract, asker, officer)
    with two.here("council"):
        extract.refresh_from_db()
        assert Receipt.objects.filter(question="EXTRACT").count() == 1

    [row] = rows_in(content)
    assert f"/extracts/{extract.pk}/" in sent.body
    assert "Thistlewood" in row["about"]
    assert "Thistlewood" not in sent.body
    assert (extract.state, extract.digest) == ("OPENED", digest(content))


def open_once(extract, asker, officer, *, at=NOW) -> bytes:
    return extract_opening.open_once(
        extract_id=extract.pk, asker_digest=asker, by=officer, at=at
    )


def test_a_link_is_judged_for_whoever_opens_it(two, link):
    extract = link.make(link.ask())
    officer = person(two.partner, Role.PARTNER_OFFICER)
    unproved = worlds.sign_in(
        two.partner,
        actor_id=str(officer.pk),
        role=Role.PARTNER_OFFICER,
        second_factor=False,
    )

    with two.here("partner"):
        with pytest.raises(Refused, match="second factor"):
            open_once(extract, unproved, officer)
        with pytest.raises(NotNow):
            open_once(extract, unproved, officer, at=NOW + timedelta(days=2))
        with pytest.raises(NotAllowed):
            open_once(extract, unproved, two.signatory)


def test_a_link_of_another_organisation_does_not_exist(two, link, torley):
    extract = link.make(link.ask())
    stranger = person(torley, Role.VISITING_OFFICER)
    asker = worlds.sign_in(torley)

    with in_organisation(torley), pytest.raises(NotFound):
        open_once(extract, asker, stranger)
