"""Does the doctor see a wrong login, an old server, a pooler and a missing answer?"""

import os
from dataclasses import replace

import pytest
from django.core.management import call_command

from infra.doctor import configuration, database
from infra.doctor.database import Login
from infra.management.commands.doctor import address_of


APPLICATION = Login(
    name="heed_app",
    is_superuser=False,
    bypasses_rows=False,
    inherits=False,
    makes_roles=False,
    owns=False,
    is_owners=False,
)
PROVISIONER = replace(
    APPLICATION, name="heed_provisioner", makes_roles=True, is_owners=True
)
FAULTS = [
    ("is_superuser", "heed_app is a superuser."),
    ("bypasses_rows", "heed_app passes over row-level security."),
    ("inherits", "heed_app inherits the rights of its roles."),
    ("makes_roles", "heed_app may make roles."),
    ("owns", "heed_app owns tables, a schema or the database."),
    ("is_owners", "heed_app may become heed_owner."),
]


@pytest.mark.parametrize(("fault", "sentence"), FAULTS)
def test_an_application_login_that_may_too_much_is_found(fault, sentence):
    finding = database.application_login(replace(APPLICATION, **{fault: True}))

    assert finding.found == sentence
    assert finding.remedy.startswith("Name heed_app in DATABASE_URL")


def test_a_right_login_is_well():
    assert database.application_login(APPLICATION).is_well
    assert database.owner_login(PROVISIONER).is_well


@pytest.mark.parametrize(
    "change",
    [
        {"is_superuser": True},
        {"bypasses_rows": True},
        {"makes_roles": False},
        {"is_owners": False},
    ],
    ids=str,
)
def test_a_provisioner_that_may_too_much_or_too_little_is_found(change):
    assert not database.owner_login(replace(PROVISIONER, **change)).is_well


def test_an_old_server_is_refused():
    assert database.version(170_006).remedy == "Move to PostgreSQL 18."
    assert database.version(180_000).is_well


@pytest.mark.parametrize(
    ("processes", "is_well"),
    [
        ((11, 12, 11), True),
        ((11, 11, 11), False),  # handed over to the second connection
        ((11, 12, 13), False),  # moved elsewhere
    ],
)
def test_a_pooler_that_shares_processes_is_found(monkeypatch, processes, is_well):
    answers = iter(processes)
    monkeypatch.setattr(database, "_process", lambda _: next(answers))

    assert database.pooler(address_of("default")).is_well is is_well


def test_the_real_logins_are_well():
    found = database.examine(address_of("default"), address_of("owner"))

    assert [one for one in found if not one.is_well] == []


def test_a_database_that_does_not_answer_says_what_to_do():
    found = database.examine("host=127.0.0.1 port=1 user=heed_app", "")

    assert [one.about for one in found] == ["database"]
    assert found[0].remedy.startswith("Start PostgreSQL")


def test_settings_are_sound_for_a_demonstration(settings):
    settings.DEMO = True

    assert [(one.found, one.remedy) for one in configuration.examine()] == [
        ("Sound, for a demonstration.", "")
    ]


@pytest.mark.django_db(databases=["default", "owner"])
def test_the_command_prints_a_row_for_each_question(capsys, monkeypatch, settings):
    monkeypatch.setattr(configuration, "examine", lambda: iter(()))
    sent_to = {"host": os.environ["SMTP_HOST"], "port": os.environ["SMTP_PORT"]}
    settings.MAILERS = {"default": {"OPTIONS": sent_to}}

    call_command("doctor")

    printed = capsys.readouterr().out
    assert "No fault found." in printed
    for about in ("application's login", "broker", "bucket heed", "mail", "pooler"):
        assert about in printed
