"""Registers as untidy as real ones, all invented, small enough to count by hand."""

from datetime import date, timedelta

from tests.register.imports import hostile


HEADINGS = [
    "Name",
    "Address",
    "Post code",
    "UPRN",
    "D.O.B",
    "Category",
    "What happened",
    "Precautions",
    "Date added",
    "Review date",
    "Police ref",
    "Department",
]
TODAY = date(2026, 11, 21)


# Sheet rows 2 to 13. The comments say what is to be found.
def rows(today: date = TODAY) -> list[list[object]]:
    """Twelve people, their dates so many days before a day."""

    def ago(days: int, form: str = "%d/%m/%Y") -> str:
        return (today - timedelta(days=days)).strftime(form)

    return [
        # 2: sound
        [
            "BAXTER, Yvonne",
            "16 Beacon Close, Eastmere, zx83ew",
            "zx83ew",
            "",
            "3 January 1973",
            "physical",
            "Struck the door with a bat.",
            "Visit in pairs",
            ago(64),
            ago(-301, "%Y-%m-%d"),
            "",
            "Planning",
        ],
        # 3: sound, another form of everything
        [
            "Ms Marie Gray (aka Maureen Gray)",
            "127 Orchard Way, Eastmere",
            "",
            "999111011613",
            "",
            "Racist abuse",
            "Sent a letter of insults.",
            "Ring first; 2 officers",
            today - timedelta(days=204),
            "",
            "CR/10001/26",
            "Housing",
        ],
        # 4: sound with warnings: month only, age only
        [
            "Leon  Sanders / Powell",
            "168 Quay Close, Eastmere, ZX5 9UY",
            "ZX5 9UY",
            "999111027608",
            "circa 40",
            "VERBAL",
            "Swore at the officer.",
            "DO NOT VISIT",
            ago(120, "%b-%y"),
            "",
            "",
            "Housing",
        ],
        # 5: formula
        [
            "Jayne James",
            "38 Kestrel Close, Eastmere",
            "ZX3 1YW",
            "999111013706",
            "Sep-74",
            "Verbal abuse",
            '=HYPERLINK("x")',
            "Visit in pairs",
            ago(290, "%d.%m.%y"),
            ago(-80, "%b-%y"),
            "",
            "Housing",
        ],
        # 6: unknown category
        [
            "Alan Bates",
            "52 Larch Court, Eastmere",
            "zx34nb",
            "",
            "",
            "bad vibes",
            "Stared.",
            "Ring first",
            ago(71),
            "",
            "",
            "Housing",
        ],
        # 7: unreadable date
        [
            "Mr R Marsh",
            "123 Tanner Court, Eastmere",
            "ZX2 2SQ",
            "999111005145",
            "Jan-58",
            "Verbal abuse",
            "Shouted.",
            "Ring first",
            f"31/02/{today.year}",
            "",
            "",
            "Housing",
        ],
        # 8: neither name nor address
        [
            "-",
            "",
            "",
            "",
            "",
            "Dog",
            "Large dog loose.",
            "Dog to be shut away",
            ago(51),
            "",
            "",
            "Env Health",
        ],
        # 9: past retention (twelve months)
        [
            "Nicola Robinson",
            "180 Beacon Road, Eastmere",
            "ZX9 3GQ",
            "",
            "",
            "Verbal abuse",
            "Shouted.",
            "Ring first",
            ago(911, "%d.%m.%y"),
            "",
            "",
            "Housing",
        ],
        # 10: the same as row 2
        [
            "Yvonne Baxter",
            "16 Beacon Close",
            "ZX8 3EW",
            "",
            "03/01/1973",
            "physical",
            "Struck the door.",
            "Visit in pairs",
            ago(63),
            "",
            "",
            "Planning",
        ],
        # 11: no category
        [
            "Louis Goddard",
            "88 Orchard Walk, Eastmere",
            "ZX1 2FZ",
            "999111032256",
            "",
            "",
            "Threw a chair.",
            "Visit in pairs",
            ago(174, "%d %B %Y"),
            "",
            "",
            "Housing",
        ],
        # 12: unknown precaution, bad postcode
        [
            "Billy Knight",
            "9 Ferry Avenue, Eastmere",
            "ZX8",
            "",
            "",
            "Serious threat",
            "Threatened to come back.",
            "wear a hat",
            ago(51, "%d %B %Y"),
            "",
            "",
            "Housing",
        ],
        # 13: date in the future
        [
            "Ricky Rowley",
            "152 Ferry Road, Eastmere",
            "ZX4 6TE",
            "",
            "",
            "needles on premises",
            "Needles in the hall.",
            "",
            ago(-41, "%d %B %Y"),
            "",
            "",
            "Planning",
        ],
    ]


PREMISES = (
    "Property No,Street,Post Code,UPRN,Warning category,Active from,Manager,Manager tel\n"
    "7,Larch Court,ZX7 9NG,999111005929,Unsafe property,02/01/2026,Duty manager,01632 960216\n"
    '"Flat 37, 33",Cinder Court,ZX8 7AR,,Uncontrolled animal,01/03/2026,Duty manager,01632 960659\n'
    "81,Tanner Street,ZX7 6EG,999111014658,Cautionary message,30/06/2026,Duty manager,01632 960641\n"
    "58,Tanner Walk,ZX9 6EU,9.99E+11,Potentially violent person,03/08/2026,Duty manager,01632 960332\n"
    "58,Tanner Walk,ZX9 6EU,,Uncontrolled animal,03/08/2026,Duty manager,01632 960332\n"
    "12,Beacon Avenue,ZX6 6FJ,999111029575,Unsafe property,03/08/2022,Duty manager,01632 960955\n"
)


def people(today: date = TODAY) -> bytes:
    """An .xlsx of people, as a council might send it on a day."""
    return hostile.workbook([HEADINGS, *rows(today)])


def premises() -> bytes:
    """A CSV of premises, the address in parts."""
    return PREMISES.encode()
