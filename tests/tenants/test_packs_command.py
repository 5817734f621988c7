"""What does `manage.py pack check` say to whoever writes a pack?"""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from tenants.packs import shipped


def check(path):
    out = StringIO()
    call_command("pack", "check", str(path), stdout=out)
    return out.getvalue()


@pytest.fixture
def written(tmp_path):
    def write(text):
        path = tmp_path / "pack.toml"
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return path

    return write


def test_a_sound_pack_is_said_to_be_sound(written):
    path = written(shipped("eastmere"))

    assert check(path) == f"{path} is a sound pack: Cautionary persons register.\n"


def test_a_warning_is_printed_and_passes(written):
    said = check(written(shipped("harbour-homes")))

    line = (
        shipped("harbour-homes")
        .splitlines()
        .index('lawful_basis = ["uk-gdpr:6(1)(f)", "uk-gdpr:6(1)(c)"]')
    )
    assert said.startswith(
        f"warn: line {line + 1}, lawful_basis: 6(1)(f), legitimate interests"
    )


def test_what_needs_a_statement_stops_it(written):
    toml = shipped("eastmere").replace(
        "[view_levels]", '[view_levels]\nALL_STAFF = "FLAG"'
    )

    out = StringIO()
    with pytest.raises(CommandError, match="cannot be adopted as it stands"):
        call_command("pack", "check", str(written(toml)), stdout=out)
    line = toml.splitlines().index('ALL_STAFF = "FLAG"') + 1
    assert out.getvalue().startswith(
        f"needs statement: line {line}, view_levels.ALL_STAFF: All staff may see"
    )

    explained = f'{toml}\n[statements]\nproportionality = "Forty staff, all visit."\n'
    assert check(written(explained)).startswith("needs statement (explained): ")


def test_a_mistake_names_the_key_and_the_line(written):
    with pytest.raises(CommandError, match=r"Line 1, vibes: This key is not known"):
        check(written(f"vibes = 1\n{shipped('eastmere')}"))


def test_a_file_that_cannot_be_read_is_said_plainly(written, tmp_path):
    with pytest.raises(CommandError, match="cannot be read"):
        check(tmp_path / "nowhere.toml")
    with pytest.raises(CommandError, match="is not UTF-8 text"):
        check(written(b"\xff\xfe"))


def test_two_packs_are_compared_by_their_names(written):
    out = StringIO()
    shorter = written(shipped("eastmere").replace("PHYS = 24", "PHYS = 6"))

    call_command("pack", "diff", "eastmere", str(shorter), stdout=out)

    assert out.getvalue() == (
        "retention_months.PHYS: Months an entry is kept, physical assault or attempt: "
        "24 months → 6 months\n1 key differs.\n"
    )
