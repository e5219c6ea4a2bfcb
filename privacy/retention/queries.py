"""The terms as pages show them."""

from dataclasses import dataclass

from language.texts import in_language
from privacy.retention.wording import deed_in_words, law_in_words, term_in_words
from registry.retention import Rule, retention_rules


@dataclass(frozen=True)
class Term:
    """One rule in the reader's language."""

    what: str
    why: str
    term: str
    does: str
    law: str


def terms() -> list[Term]:
    """In the order of the file."""
    return list(map(_term, retention_rules().values()))


def _term(rule: Rule) -> Term:
    return Term(
        what=in_language(rule.what),
        why=in_language(rule.why),
        term=term_in_words(rule),
        does=deed_in_words(rule),
        law=law_in_words(rule),
    )
