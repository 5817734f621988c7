"""How do people mistype a name, a date or an address? No product code is imported."""

from datetime import date
from random import Random


NEIGHBOURS = {
    "a": "sq", "b": "vn", "c": "xv", "d": "sf", "e": "wr", "f": "dg", "g": "fh",
    "h": "gj", "i": "uo", "j": "hk", "k": "jl", "l": "k", "m": "n", "n": "bm",
    "o": "ip", "p": "o", "q": "wa", "r": "et", "s": "ad", "t": "ry", "u": "yi",
    "v": "cb", "w": "qe", "x": "zc", "y": "tu", "z": "x",
}  # fmt: skip
HEARD = [
    ("ph", "f"), ("f", "ph"), ("ck", "k"), ("c", "k"), ("k", "c"), ("ie", "ei"),
    ("ei", "ie"), ("y", "i"), ("i", "y"), ("ee", "ea"), ("ea", "ee"), ("s", "z"),
    ("z", "s"), ("tt", "t"), ("ll", "l"), ("nn", "n"), ("mm", "m"), ("l", "ll"),
    ("n", "nn"), ("t", "tt"), ("er", "ar"), ("ar", "er"), ("on", "en"), ("an", "en"),
    ("ou", "u"), ("ai", "ay"), ("sh", "s"), ("th", "t"), ("gh", "g"), ("w", "wh"),
    ("e", ""), ("h", ""),
]  # fmt: skip
FORMS = {
    "James": "Jim", "Robert": "Bob", "Michael": "Mick", "William": "Bill",
    "Richard": "Dick", "Joseph": "Joe", "Thomas": "Tom", "Charles": "Charlie",
    "Daniel": "Danny", "Matthew": "Matt", "Anthony": "Tony", "Steven": "Steve",
    "Andrew": "Andy", "Kenneth": "Ken", "Timothy": "Tim", "Edward": "Ted",
    "Nicholas": "Nick", "Alexander": "Alex", "Mohammed": "Muhammad",
    "Ahmed": "Ahmad", "Hassan": "Hasan", "Yusuf": "Yousef", "Omar": "Umar",
    "Hussain": "Hussein", "Usman": "Osman", "Krzysztof": "Chris", "Siobhan": "Shivaun",
    "Katarzyna": "Kasia", "Elizabeth": "Liz", "Margaret": "Peggy",
    "Patricia": "Pat", "Susan": "Sue", "Deborah": "Debbie", "Rebecca": "Becky",
    "Katherine": "Kate", "Christine": "Chris", "Catherine": "Kathy",
    "Victoria": "Vicky", "Theresa": "Terri", "Malgorzata": "Gosia",
    "Fatima": "Fatma", "Aisha": "Ayesha", "Niamh": "Neve", "Zainab": "Zaynab",
}  # fmt: skip


def slip(word: str, random: Random) -> str:
    """One slip of the keyboard: a letter dropped, doubled, changed or exchanged."""
    if len(word) < 3:
        return word
    at = random.randrange(len(word))
    kind = random.randrange(4)
    letter = word[at].lower()
    if kind == 0:
        return word[:at] + word[at + 1 :]
    if kind == 1:
        return word[:at] + word[at] + word[at:]
    if kind == 2:
        other = random.choice(NEIGHBOURS.get(letter, letter))
        return word[:at] + other + word[at + 1 :]
    at = min(at, len(word) - 2)
    return word[:at] + word[at + 1] + word[at] + word[at + 2 :]


def heard(word: str, random: Random) -> str:
    """Written as it sounded down a telephone."""
    lower = word.lower()
    fitting = [pair for pair in HEARD if pair[0] in lower[1:]]
    if not fitting:
        return slip(word, random)
    old, new = random.choice(fitting)
    at = lower.index(old, 1)
    return word[:at] + new + word[at + len(old) :]


def spoil_word(word: str, random: Random) -> str:
    return random.choice((slip, slip, heard))(word, random)


def spoil_name(name: str, random: Random) -> str:
    """One way of getting a name wrong, weighted as a call handler might."""
    words = name.split()
    kind = random.choices(
        ("last", "first", "both", "form", "order", "middle", "marks", "title"),
        weights=(30, 22, 12, 12, 8, 6, 6, 4),
    )[0]
    if kind in {"last", "both"}:
        words[-1] = spoil_word(words[-1], random)
    if kind in {"first", "both"}:
        words[0] = spoil_word(words[0], random)
    if kind == "form":
        words[0] = FORMS.get(words[0], words[0][0])
    if kind == "order":
        words = [words[-1] + ",", *words[:-1]]
    if kind == "middle":
        words = [words[0], words[-1]] if len(words) > 2 else [words[0], "J", words[-1]]
    if kind == "marks":
        words = " ".join(words).replace("'", random.choice(("", " "))).split()
        words[-1] = words[-1].replace("-", " ")
    if kind == "title":
        words = [random.choice(("Mr", "Mrs", "Dr")), words[0].upper(), words[-1]]
    return " ".join(words)


def spoil_date(day: date, random: Random) -> date:
    """Day and month exchanged, or one digit wrong, or two that stand together so."""
    if day.day <= 12 and day.day != day.month and random.random() < 0.5:
        return date(day.year, day.day, day.month)
    while True:
        digits = list(f"{day:%d%m%Y}")
        at = random.randrange(8)
        if random.random() < 0.3 and at < 7:
            digits[at], digits[at + 1] = digits[at + 1], digits[at]
        else:
            digits[at] = random.choice("0123456789")
        text = "".join(digits)
        try:
            spoilt = date(int(text[4:]), int(text[2:4]), int(text[:2]))
        except ValueError:
            continue
        if spoilt != day and 1900 <= spoilt.year <= 2026:
            return spoilt


def spoil_postcode(postcode: str, random: Random) -> str:
    return random.choice((postcode.lower(), postcode.replace(" ", ""), f" {postcode}"))


def spoil_street(street: str, random: Random) -> str:
    short = {"Street": "St", "Road": "Rd", "Avenue": "Ave", "Close": "Cl",
             "Court": "Ct", "Drive": "Dr"}  # fmt: skip
    name, kind = street.rsplit(" ", 1)
    if random.random() < 0.4:
        kind = short.get(kind, kind)
    if random.random() < 0.6:
        name = spoil_word(name, random)
    return f"{name} {kind}"
