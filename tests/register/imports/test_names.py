import pytest
from hypothesis import given
from hypothesis import strategies as st

from register.imports.parsing.names import NameReading, joined_name, read_name


WORD = st.from_regex(r"[A-Z][a-z]{2,9}", fullmatch=True).filter(
    lambda word: (
        word.lower()
        not in {"mrs", "miss", "mister", "master", "aka", "nee", "alias", "died", "and"}
        and word.lower()
        not in {"dame", "lady", "lord", "doctor", "prof", "professor", "rev", "revd"}
        and word.lower() not in {"reverend", "sir", "cllr", "councillor", "fka", "rip"}
        and word.lower()
        not in {"deceased", "formerly", "previously", "owner", "occupier"}
        and word.lower() not in {"tenant", "resident", "occupant", "householder"}
        and word.lower() not in {"van", "von", "der", "den", "dos", "del", "bin", "ibn"}
    )
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("BAXTER, Yvonne", NameReading("Yvonne Baxter")),
        (
            "Ms Marie Gray (aka Maureen Gray)",
            NameReading("Marie Gray", ("Maureen Gray",), "Ms"),
        ),
        ("Leon  Sanders / Powell", NameReading("Leon Sanders", ("Leon Powell",))),
        ("Jon Smith / John Smith", NameReading("Jon Smith", ("John Smith",))),
        ("Mr R Marsh", NameReading("R Marsh", (), "Mr")),
        ("O'BRIEN-SMITH, Mr Sean", NameReading("Sean O'Brien-Smith", (), "Mr")),
        ("MCDONALD, Ian", NameReading("Ian McDonald")),
        ("Ludwig van Beethoven", NameReading("Ludwig van Beethoven")),
        ("Jane Doe a.k.a. Janie Doe; JD", NameReading("Jane Doe", ("Janie Doe", "JD"))),
        ("Ann Lee née Hart", NameReading("Ann Lee", ("Hart",))),
        ("John (Jack) Smith", NameReading("John Smith", ("Jack",))),
        ("JD Smith", NameReading("JD Smith")),
        ("The occupier", NameReading()),
        ("", NameReading()),
    ],
)
def test_a_name_is_read_forename_first_with_its_other_names(
    text: str, expected: NameReading
) -> None:
    assert read_name(text) == expected


@pytest.mark.parametrize(
    "text", ["Mr & Mrs Smith", "John and Mary Smith", "John Smith / Mary Jones"]
)
def test_a_cell_that_names_two_people_says_so(text: str) -> None:
    assert read_name(text).several_people


@pytest.mark.parametrize(
    "text", ["Ann Lee (deceased)", "Ann Lee - deceased", "Ann Lee RIP"]
)
def test_a_person_who_died_is_noticed(text: str) -> None:
    reading = read_name(text)

    assert (reading.name, reading.deceased) == ("Ann Lee", True)


@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        (("Mr", "Ian", "Lee"), "Mr Ian Lee"),
        (("", "", "Lee"), "Lee"),
        (("", "", ""), ""),
        (("", "Ian", "LEE, Junior"), "Ian LEE  Junior"),
    ],
)
def test_a_name_in_parts_is_joined(parts: tuple[str, str, str], expected: str) -> None:
    title, forename, surname = parts

    assert joined_name(title=title, forename=forename, surname=surname) == expected


@given(WORD, WORD)
def test_the_form_a_name_is_typed_in_does_not_matter(
    forename: str, surname: str
) -> None:
    expected = f"{forename} {surname}"

    for text in (
        f"{forename} {surname}",
        f"{surname}, {forename}",
        f" {forename}   {surname} ",
        f"Mr {forename} {surname}",
        f"{surname}, Mrs {forename}",
    ):
        assert read_name(text).name == expected


@given(st.text(max_size=60))
def test_no_text_breaks_the_reader(text: str) -> None:
    reading = read_name(text)

    assert reading.name not in reading.aliases
    assert all(reading.aliases)
