"""What does this row say, and what in it could not be read?"""

from dataclasses import dataclass
from datetime import date

from register.imports.judging.coded import read_category, read_precautions
from register.imports.judging.facts import RowDraft, RowTexts, Rules
from register.imports.judging.findings import Finding, FindingKind
from register.imports.judging.wording import about_date, about_place, plain_day
from register.imports.mapping.fields import Field
from register.imports.mapping.words import same_word
from register.imports.parsing.ages import read_age
from register.imports.parsing.blanks import without_blank
from register.imports.parsing.dates import DateMeaning, Precision, read_date
from register.imports.parsing.names import NameReading, joined_name, read_name
from register.imports.parsing.places import (
    joined_address,
    read_postcode,
    read_uprn,
    take_postcode,
)
from tenants.codes import SubjectKind


@dataclass(frozen=True, slots=True)
class Birth:
    """When somebody was born, as far as it is known."""

    on: date | None = None
    year: int | None = None
    age: int | None = None


@dataclass(frozen=True, slots=True)
class Place:
    """Where: an address line with what was found in and beside it."""

    address: str = ""
    building: str = ""
    postcode: str = ""
    uprn: str = ""


class RowReader:
    """Reads one row's cells, and keeps a finding for what it could not read."""

    def __init__(self, row: RowTexts, rules: Rules) -> None:
        self.row = row
        self.rules = rules
        self.findings: list[Finding] = []

    def read(self) -> RowDraft:
        """The whole row as a draft; `findings` holds what could not be read."""
        self._note_formulas()
        name = self._name()
        birth = self._birth()
        place = self._place()
        word = self._text(Field.CATEGORY)
        category = self._heard(read_category(word, self.row, self.rules))
        precautions = self._heard(
            read_precautions(self._text(Field.PRECAUTIONS), self.rules)
        )
        department = self._text(Field.DEPARTMENT)
        return RowDraft(
            number=self.row.number,
            kind=self._kind(name.name, place),
            name=name.name,
            aliases=name.aliases,
            born=birth.on,
            birth_year=birth.year or self._year_from(birth.age),
            approximate_age=birth.age,
            address=place.address,
            building=place.building,
            postcode=place.postcode,
            uprn=place.uprn,
            category=category,
            category_word=word,
            precautions=precautions,
            what_happened=self.row.texts.get(Field.WHAT_HAPPENED, "").strip(),
            happened_on=self._date(Field.HAPPENED_ON),
            added_on=self._date(Field.ADDED_ON),
            review_on=self._date(Field.REVIEW_ON),
            ends_on=self._date(Field.ENDS_ON),
            police_reference=self._text(Field.POLICE_REFERENCE),
            department=department,
            ring_name=self._text(Field.RING_NAME),
            ring_phone=self._text(Field.RING_PHONE),
            old_reference=self._text(Field.OLD_REFERENCE),
            statement=self.row.statement
            or self.rules.statements_by_department.get(same_word(department))
            or self.rules.statement,
        )

    def _text(self, field: Field) -> str:
        return without_blank(self.row.texts.get(field, ""))

    def _find(self, kind: FindingKind, field: Field, sentence: str) -> None:
        self.findings.append(Finding(kind, sentence, field))

    def _heard[Value](self, read: tuple[Value, list[Finding]]) -> Value:
        value, findings = read
        self.findings.extend(findings)
        return value

    def _note_formulas(self) -> None:
        for field in sorted(self.row.formulas):
            self._find(
                FindingKind.FORMULA_CELL,
                field,
                f"“{field.label}” holds a formula, which Heed never works out. "
                "Type what it should say, or leave it empty.",
            )

    def _name(self) -> NameReading:
        whole = self._text(Field.NAME) or joined_name(
            title=self._text(Field.TITLE),
            forename=self._text(Field.FORENAME),
            surname=self._text(Field.SURNAME),
        )
        aliases = self._text(Field.ALIASES)
        reading = read_name(f"{whole} aka {aliases}" if aliases and whole else whole)
        if reading.several_people:
            self._find(
                FindingKind.SEVERAL_PEOPLE,
                Field.NAME,
                f"“{whole}” seems to name more than one person. Each person needs a "
                "row: type one name here, or leave the row out.",
            )
        if reading.deceased:
            self._find(
                FindingKind.DECEASED,
                Field.NAME,
                "The person is marked as deceased. Leave the row out, or type the "
                "name again if that is wrong.",
            )
        return reading

    def _birth(self) -> Birth:
        text = self._text(Field.BORN)
        age = read_age(text)
        if age is not None:
            self._find(
                FindingKind.AGE_ONLY,
                Field.BORN,
                f"“{text}” was read as an age of about {age}. Type the date of birth "
                "if it is known.",
            )
            return Birth(age=age)
        reading = read_date(text, meaning=DateMeaning.BIRTH, today=self.rules.today)
        if reading.problem is not None:
            self._find(
                FindingKind.UNREADABLE_DATE,
                Field.BORN,
                about_date(Field.BORN, text, reading.problem),
            )
            return Birth()
        if reading.value is None:
            return Birth()
        if reading.precision is Precision.DAY:
            return Birth(on=reading.value, year=reading.value.year)
        self._find(
            FindingKind.PART_OF_A_DATE,
            Field.BORN,
            f"“{text}” gives no day, so only the year of birth, "
            f"{reading.value.year}, is kept. Type the whole date if it is known.",
        )
        return Birth(year=reading.value.year)

    def _year_from(self, age: int | None) -> int | None:
        """The year of birth an age comes to, as of the day the row was added."""
        if age is None:
            return None
        text = self._text(Field.ADDED_ON)
        added = read_date(text, meaning=DateMeaning.EVENT, today=self.rules.today)
        return (added.value or self.rules.today).year - age

    def _date(self, field: Field) -> date | None:
        text = self._text(field)
        reading = read_date(text, meaning=DateMeaning.EVENT, today=self.rules.today)
        if reading.problem is not None:
            self._find(
                FindingKind.UNREADABLE_DATE,
                field,
                about_date(field, text, reading.problem),
            )
        elif reading.value is not None and reading.precision is not Precision.DAY:
            self._find(
                FindingKind.PART_OF_A_DATE,
                field,
                f"“{field.label}” says “{text}”, which gives no day. It was read as "
                f"{plain_day(reading.value)}, the earliest it can be. "
                "Type the whole date if it is known.",
            )
        return reading.value

    def _place(self) -> Place:
        building = self._text(Field.BUILDING)
        whole = joined_address(
            self._text(Field.ADDRESS),
            building,
            self._text(Field.STREET),
            self._text(Field.TOWN),
        )
        address, inside = take_postcode(whole)
        beside = self._postcode()
        if inside and beside and inside != beside:
            self._find(
                FindingKind.POSTCODES_DIFFER,
                Field.POSTCODE,
                f"The address says {inside} and the postcode column says {beside}. "
                "Type the right one in both, or leave the row out.",
            )
        return Place(
            address=address,
            building=building,
            postcode=beside or inside,
            uprn=self._uprn(),
        )

    def _postcode(self) -> str:
        text = self._text(Field.POSTCODE)
        reading = read_postcode(text)
        if reading.problem is not None:
            sentence = about_place(text, reading.problem)
            self._find(FindingKind.BAD_POSTCODE, Field.POSTCODE, sentence)
        return reading.value

    def _uprn(self) -> str:
        text = self._text(Field.UPRN)
        reading = read_uprn(text)
        if reading.problem is not None:
            sentence = about_place(text, reading.problem)
            self._find(FindingKind.BAD_UPRN, Field.UPRN, sentence)
        return reading.value

    def _kind(self, name: str, place: Place) -> SubjectKind | None:
        """What the row is about, as far as the register holds that kind."""
        somewhere = bool(place.address or place.uprn or place.postcode)
        held = self.rules.pack.subject_kinds
        if name and somewhere and SubjectKind.PERSON_AT_PREMISES in held:
            return SubjectKind.PERSON_AT_PREMISES
        if name:
            return SubjectKind.PERSON
        return SubjectKind.PREMISES if somewhere else None
