"""Which codes do this row's words for category and precautions stand for?"""

from register.imports.judging.facts import RowTexts, Rules
from register.imports.judging.findings import Finding, FindingKind
from register.imports.mapping.fields import Field
from register.imports.mapping.words import same_word, split_precautions
from tenants.codes import Category, Precaution


def read_category(
    word: str, row: RowTexts, rules: Rules
) -> tuple[Category | None, list[Finding]]:
    """The category a word stands for, by its code or by the page of words."""
    plain = same_word(word)
    if not plain:
        if Field.CATEGORY in row.formulas:
            return None, []
        sentence = "No category is given. Choose one, or leave the row out."
        return None, [Finding(FindingKind.NO_CATEGORY, sentence, Field.CATEGORY)]
    code = word if word in rules.pack.categories else ""
    code = code or rules.category_words.get(plain, "")
    if code:
        return Category(code), []
    sentence = (
        f"“{word}” is not a category of this register. Say what it means on the "
        "page of words, choose a category for this row, or leave the row out."
    )
    return None, [Finding(FindingKind.UNKNOWN_CATEGORY, sentence, Field.CATEGORY)]


def read_precautions(
    text: str, rules: Rules
) -> tuple[tuple[Precaution, ...], list[Finding]]:
    """The precautions a cell lists, each once, or the one for rows without any."""
    found: dict[Precaution, None] = {}
    findings: list[Finding] = []
    for word in split_precautions(text):
        plain = same_word(word)
        if word in rules.pack.precautions:
            found[Precaution(word)] = None
        elif plain not in rules.precaution_words:
            sentence = (
                f"“{word}” is not a precaution of this register. Say what it means "
                "on the page of words, or choose precautions for this row."
            )
            findings.append(
                Finding(FindingKind.UNKNOWN_PRECAUTION, sentence, Field.PRECAUTIONS)
            )
        elif code := rules.precaution_words[plain]:
            found[Precaution(code)] = None
    if not found and not findings and rules.default_precaution:
        return (rules.default_precaution,), []
    return tuple(found), findings
