"""Do the commands count, notice changes and name what is missing, as they say?"""

import pytest

from infra.local import binaries, check, run, static, system, unprivileged
from infra.local.environment import without_owner
from infra.local.errors import CannotStart
from infra.local.mail import page_of_all
from infra.local.processes import last_lines
from tests import figures
from tests.figures import How, record_figure


REPORT = '<testsuites><testsuite tests="9" failures="1" errors="1" skipped="2"/></testsuites>'


@pytest.fixture
def kept(tmp_path, monkeypatch):
    monkeypatch.setattr(figures, "KEPT_IN", tmp_path / "figures")


@pytest.mark.parametrize(
    ("how", "value"),
    [(How.SUM, 12), (How.LARGEST, 7), (How.SMALLEST, 5), (How.LAST, 7)],
)
def test_figures_of_one_name_become_one(kept, how, value):
    for number in (5, 7):
        record_figure("Cases tried", number, how)

    assert figures.gathered() == {"Cases tried": value}


def test_a_figure_in_words_is_the_last_one_said(kept):
    for words in ("1 to 2", "1 to 3"):
        record_figure("Ratio", words)

    assert figures.gathered() == {"Ratio": "1 to 3"}


def test_a_new_run_forgets_the_last_ones_figures(kept):
    record_figure("Cases tried", 5)

    figures.forget_figures()

    assert figures.gathered() == {}


def test_the_closing_line_adds_up_every_report(tmp_path, monkeypatch):
    monkeypatch.setattr(check, "REPORTS", tmp_path)
    for name in ("tests", "proof"):
        (tmp_path / f"{name}.xml").write_text(REPORT)

    assert check.closing_line() == "10 passed, 4 failed, 4 skipped"


def test_static_files_are_gathered_again_when_one_changes(tmp_path, monkeypatch):
    source = tmp_path / "var/frontend/style.css"
    source.parent.mkdir(parents=True)
    source.write_text("a")
    monkeypatch.setattr(static, "ROOT", tmp_path)
    monkeypatch.setattr(static, "GATHERED", tmp_path / "var/frontend")
    monkeypatch.setattr(static, "MARK", tmp_path / "var/setup/static")
    assert not static.are_gathered()

    static.remember()
    gathered_before = static.are_gathered()
    source.write_text("ab")

    assert gathered_before
    assert not static.are_gathered()


def test_a_missing_library_is_named_by_its_package(monkeypatch):
    monkeypatch.setattr(system, "_loads", lambda name: "pango" not in name)

    assert system.missing_on_linux() == ["libpango-1.0-0", "libpangoft2-1.0-0"]


def test_a_program_that_lacks_a_library_says_what_to_install(tmp_path):
    program = tmp_path / "bin/postgres"
    program.parent.mkdir()
    program.write_text("#!/bin/sh\necho 'libxml2.so.2: cannot open' >&2\nexit 127\n")
    program.chmod(0o755)

    with pytest.raises(CannotStart, match=r"libxml2\.so\.2.*apt-get install libxml2"):
        binaries._check(tmp_path)


def test_an_ordinary_user_drops_to_nobody_else(tmp_path, monkeypatch):
    monkeypatch.setattr(unprivileged.os, "geteuid", lambda: 1000)

    assert unprivileged.account_for(tmp_path) is None
    assert unprivileged.can_reach(tmp_path, None)


def test_web_and_worker_do_not_hold_the_owners_login():
    given = {"DATABASE_URL": "postgres://a", "OWNER_DATABASE_URL": "postgres://b"}

    assert without_owner(given)["OWNER_DATABASE_URL"] == ""


def test_variables_are_written_as_a_shell_reads_them():
    assert run.as_lines({"A": "it's"}) == "export A='it'\"'\"'s'\n"


def test_no_mail_is_said_in_words(tmp_path):
    assert "No mail has been sent yet." in page_of_all(tmp_path)


def test_the_end_of_a_log_is_shown(tmp_path):
    log = tmp_path / "a.log"
    log.write_text("\n".join(str(number) for number in range(20)))

    assert last_lines(log, 2) == "    18\n    19"
    assert last_lines(tmp_path / "none.log") == ""
