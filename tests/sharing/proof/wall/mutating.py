"""What if one thing in a policy, a view or a constraint were written wrongly?

Read is what PostgreSQL itself gives back of it, where every part stands in brackets of
its own; so a clause is what lies between two ANDs or ORs at one depth, and no parser is
needed. Each mutant has one change: a boundary moved, a comparison negated, a clause
dropped, a constant changed, the other party's column read.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise


WORDS = re.compile(
    r"(?P<text>'(?:[^']|'')*')|(?P<word>[A-Za-z_][\w.]*|\d+)"
    r"|(?P<sign><>|<=|>=|@>|::|[^\s\w'])"
)
BOUNDARIES = {"<": "<=", "<=": "<", ">": ">=", ">=": ">", "@>": "&&"}
NEGATIONS = {
    "= ANY": "<> ALL",
    "<> ALL": "= ANY",
    "=": "<>",
    "<>": "=",
    "<=": ">",
    ">=": "<",
    "<": ">=",
    ">": "<=",
    "@>": "<@",
    "IS NULL": "IS NOT NULL",
    "IS NOT NULL": "IS NULL",
    "IN": "NOT IN",
    "EXISTS": "NOT EXISTS",
    "NOT": "",
    "DESC": "",
}
OTHERS = {
    "discloser": "recipient",
    "recipient": "discloser",
    "starts_on": "ends_on",
    "ends_on": "starts_on",
}
# The longest first, so that IS NOT NULL is not taken for a NOT.
LONGEST = sorted(NEGATIONS, key=lambda signs: -len(signs.split()))


@dataclass(frozen=True)
class Token:
    """One word, sign or text; `depth` counts the brackets it stands in."""

    kind: str
    value: str
    start: int
    end: int
    depth: int


@dataclass(frozen=True)
class Mutant:
    """What is written, with one thing in it wrong."""

    kind: str
    before: str
    after: str
    text: str

    def __str__(self) -> str:
        return f"{self.kind}: {_short(self.before)} became {_short(self.after)}"


def _short(text: str) -> str:
    """On one line, without the casts that PostgreSQL writes everywhere."""
    bare = re.sub(r"\( SELECT (heed_\w+)\(\) AS \w+\)", r"\1()", text)
    bare = re.sub(r"::(character varying|text|date)(\[\])?", "", bare)
    return " ".join(bare.split())


def mutants_of(text: str) -> Iterator[Mutant]:
    """Every mutant of one expression, or of one SELECT."""
    tokens = tokens_of(text)
    yield from _of_lists(text, tokens)
    for number, token in enumerate(tokens):
        for kind, end, after in _of_token(tokens, number):
            yield _in_its_clause(text, tokens, token, end, after, kind)


def tokens_of(text: str) -> list[Token]:
    found, depth = [], 0
    for match in WORDS.finditer(text):
        value = match.group()
        depth -= value in {")", "]"}
        found.append(
            Token(str(match.lastgroup), value, match.start(), match.end(), depth)
        )
        depth += value in {"(", "["}
    return found


def _changed(text: str, start: int, end: int, after: str, kind: str) -> Mutant:
    changed = f"{text[:start]}{after}{text[end:]}"
    return Mutant(kind, text[start:end], after, changed)


def _in_its_clause(
    text: str, tokens: list[Token], token: Token, end: int, after: str, kind: str
) -> Mutant:
    """Named by the whole clause that the token is of."""
    around = [one for one in tokens if one.depth == token.depth - 1]
    starts = max((one.start for one in around if one.end <= token.start), default=0)
    ends = min((one.end for one in around if one.start >= end), default=len(text))
    changed = _changed(text, token.start, end, after, kind)
    longer = len(changed.text) - len(text)
    return Mutant(
        kind, text[starts:ends], changed.text[starts : ends + longer], changed.text
    )


def _of_lists(text: str, tokens: list[Token]) -> Iterator[Mutant]:
    """Clauses of an AND or OR, elements of an array, and what stands alone."""
    for inside in _groups(tokens):
        for word, neutral, other in (("AND", "true", "OR"), ("OR", "false", "AND")):
            yield from _of_clauses(text, inside, word, neutral, other)
        if inside and inside[0].depth and _opens_array(tokens, inside[0]):
            yield from _without_each(text, _parts(inside, ","))
    for start, end in _lone_clauses(text, tokens):
        yield _changed(text, start, end, "true", "dropped clause")


def _groups(tokens: list[Token]) -> Iterator[list[Token]]:
    """The tokens between each pair of brackets, and all of them."""
    yield tokens
    for number, token in enumerate(tokens):
        if token.value in {"(", "["}:
            inside = []
            for later in tokens[number + 1 :]:
                if later.depth <= token.depth:
                    break
                inside.append(later)
            yield inside


def _parts(inside: list[Token], word: str) -> list[list[Token]]:
    """What lies between the words at this depth."""
    parts: list[list[Token]] = [[]]
    for token in inside:
        if token.value == word and token.depth == inside[0].depth:
            parts.append([])
        else:
            parts[-1].append(token)
    return parts


def _of_clauses(
    text: str, inside: list[Token], word: str, neutral: str, other: str
) -> Iterator[Mutant]:
    parts = _parts(inside, word) if inside else []
    if len(parts) < 2 or not all(parts):
        return
    for part in parts:
        start, end = part[0].start, part[-1].end
        yield _changed(text, start, end, neutral, "dropped clause")
        if len(part) == 1 and part[0].kind == "word":
            yield _changed(text, start, end, f"(NOT {part[0].value})", "negated")
    for before, after in pairwise(parts):
        start, end = before[0].start, after[-1].end
        left, right = (text[one[0].start : one[-1].end] for one in (before, after))
        yield _changed(text, start, end, f"{left} {other} {right}", "negated")


def _opens_array(tokens: list[Token], first: Token) -> bool:
    at = tokens.index(first)
    return at > 1 and tokens[at - 1].value == "[" and tokens[at - 2].value == "ARRAY"


def _without_each(text: str, parts: list[list[Token]]) -> Iterator[Mutant]:
    """An array without one of its elements."""
    for number, part in enumerate(parts):
        rest = [
            text[p[0].start : p[-1].end] for p in parts[:number] + parts[number + 1 :]
        ]
        start, end = parts[0][0].start, parts[-1][-1].end
        mutant = _changed(text, start, end, ", ".join(rest), "dropped element")
        yield Mutant(
            mutant.kind, text[part[0].start : part[-1].end], "nothing", mutant.text
        )


def _lone_clauses(text: str, tokens: list[Token]) -> Iterator[tuple[int, int]]:
    """Where only one thing is asked: the whole of it, and what a WHERE asks."""
    is_list = any(t.value in {"AND", "OR"} and t.depth <= 1 for t in tokens)
    if not is_list and tokens[0].value not in {"SELECT", "true"}:
        yield 0, len(text)
    for number, token in enumerate(tokens):
        if token.value == "WHERE":
            group = [tokens[number + 1]]
            for later in tokens[number + 2 :]:
                group.append(later)
                if later.depth == group[0].depth:
                    break
            inner = group[0].depth + 1
            if not any(t.value in {"AND", "OR"} and t.depth == inner for t in group):
                yield group[0].start, group[-1].end


def _of_token(tokens: list[Token], number: int) -> Iterator[tuple[str, int, str]]:
    """What may be wrong with the sign, word or text that begins here."""
    token = tokens[number]
    if token.kind == "text":
        yield from (
            ("constant", token.end, after) for after in _other_texts(token.value)
        )
        return
    if token.value in BOUNDARIES:
        yield "boundary", token.end, BOUNDARIES[token.value]
    if token.value == "true":
        yield "constant", token.end, "false"
    if number and tokens[number - 1].value in {"IS", "NOT"}:
        return
    for signs in LONGEST:
        words = signs.split()
        following = tokens[number : number + len(words)]
        if [one.value for one in following] == words:
            yield "negated", following[-1].end, NEGATIONS[signs]
            break
    name = token.value.rpartition(".")
    if name[2] in OTHERS and _is_column(tokens, number):
        yield "other column", token.end, f"{name[0]}{name[1]}{OTHERS[name[2]]}"


def _other_texts(value: str) -> Iterator[str]:
    inner = value[1:-1]
    if inner == "{}":
        yield "'[]'"
    elif inner.startswith("{") and inner.endswith("}"):
        each = inner[1:-1].split(",")
        for number in range(len(each)):
            rest = each[:number] + each[number + 1 :]
            yield "'{" + ",".join(rest) + "}'"
    else:
        yield f"'{inner}?'"


def _is_column(tokens: list[Token], number: int) -> bool:
    """Not a name in a SELECT's list or the alias it gives."""
    before = tokens[number - 1].value if number else ""
    after = tokens[number + 1].value if number + 1 < len(tokens) else ""
    return before not in {"SELECT", "AS", ","} and after not in {",", "FROM"}
