"""Every mistake in the file of retention rules is told with its line."""

from datetime import timedelta

import pytest
from django.conf import settings

from privacy.retention.check import check_retention
from privacy.retention.services import WORK
from registry.retention import kept_for

FILE = settings.FIXTURES_DIR / "registry" / "retention.yaml"


def told(tmp_path, text: str, obeyed=("drafts",)) -> list[str]:
    file = tmp_path / "retention.yaml"
    file.write_text(text, encoding="utf-8")
    return [str(problem) for problem in check_retention(file, obeyed)]


RULE = """\
rules:
  - id: drafts
    what: {vi: Câu trả lời, en: Answers}
    why: {vi: để làm tiếp, en: to go on}
    days: 180
    after: {vi: không ai động đến, en: nobody touched them}
    does: {vi: xóa, en: deleted}
    law: ours
    confidence: assumed
"""


def test_the_file_of_the_site_is_right():
    assert check_retention(FILE, WORK) == []


def test_what_pages_say_in_words_is_what_is_obeyed():
    """The result page says 12 months; the others read the file."""
    assert kept_for("feedback") == timedelta(days=365)


@pytest.mark.parametrize(
    ("before", "after", "line", "part"),
    [
        ("days: 180", "days: -1", 5, "at least 0"),
        ("days: 180", "days: 99999", 5, "at most"),
        ("    days: 180\n", "", 2, "Exactly one of the keys days, as_long_as"),
        ("    law: ours\n", "", 2, "The key 'law' is missing"),
        ("why:", "wy:", 4, "is not known here"),
        (", en: Answers", "", 3, "The key 'en' is missing"),
        ("assumed", "sure", 9, "is not known here"),
        ("assumed", "two_sources", 9, "A term of ours is assumed"),
        ("law: ours", "law: Law 91/2025/QH15", 9, "one of a law is not"),
        ("id: drafts", "id: Draft-s", 2, "may have letters"),
        ("id: drafts", "id: draughts", 2, "Nothing obeys this rule"),
    ],
)
def test_a_mistake_is_told_with_its_line(tmp_path, before, after, line, part):
    assert before in RULE
    found = told(tmp_path, RULE.replace(before, after))
    assert any(text.startswith(f"line {line}: ") and part in text for text in found)


def test_a_rule_twice_and_a_rule_that_is_missing_are_told(tmp_path):
    twice = RULE + RULE.partition("\n")[2]
    assert told(tmp_path, twice) == [
        "line 10: rules[1].id: There is a rule 'drafts' already."
    ]
    assert told(tmp_path, RULE, ("drafts", "links")) == [
        "line 1: rules: The nightly work looks for the rule 'links' in vain."
    ]


def test_a_letter_before_goes_in_time_and_of_rules_that_have_one(tmp_path):
    warned = RULE.replace("    days: 180\n", "    days: 30\n    warn_before: 30\n")
    assert told(tmp_path, warned) == [
        "line 6: rules[0].warn_before: No letter is written of this rule.",
        "line 6: rules[0].warn_before: The letter goes before the term is over.",
    ]
    silent = RULE.replace("id: drafts", "id: evidence")
    (found,) = told(tmp_path, silent, ("evidence",))
    assert found.startswith("line 2: rules[0].id: A letter goes before this")
