"""Every field of every model is told of, and every mistake in the file with its line."""

import pytest
import yaml
from django.conf import settings

from privacy.inventory.check import check_personal_data
from privacy.inventory.columns import kept_fields
from registry.retention import retention_rules

FILE = settings.FIXTURES_DIR / "registry" / "personal_data.yaml"
KEPT = {"accounts.User": ("id", "email"), "survey.Figure": ("value",)}
TEXTS = "{vi: Gì đó, en: Something}"
SMALL = f"""\
persons: {{users: {TEXTS}}}
purposes: {{account: {TEXTS}}}
grounds: {{agreement: {{what: {TEXTS}, law: Law, confidence: inferred}}}}
readers: {{nobody: {TEXTS}}}
destinations: {{letters: {TEXTS}}}
models:
  accounts.User:
    - fields: [email]
      data: {TEXTS}
      of: users
      purpose: account
      ground: agreement
      kept: accounts
      seen: [nobody]
      goes: [letters]
not_personal:
  accounts.User: [id]
  survey.Figure: [value]
"""


def told(tmp_path, text: str, kept=KEPT) -> list[str]:
    file = tmp_path / "personal_data.yaml"
    file.write_text(text, encoding="utf-8")
    found = check_personal_data(file, retention_rules(), kept)
    return [str(problem) for problem in found]


def test_every_field_of_the_site_is_told_of():
    assert [
        str(problem)
        for problem in check_personal_data(FILE, retention_rules(), kept_fields())
    ] == []


def test_every_word_of_the_file_is_used():
    file = yaml.safe_load(FILE.read_text(encoding="utf-8"))
    entries = [entry for entries in file["models"].values() for entry in entries]
    used = {
        name: {entry[name] for entry in entries} for name in ("of", "purpose", "ground")
    }
    assert used["of"] == set(file["persons"])
    assert used["purpose"] == set(file["purposes"])
    assert used["ground"] == set(file["grounds"])
    assert {who for entry in entries for who in entry["seen"]} == set(file["readers"])
    assert {place for entry in entries for place in entry["goes"]} == set(
        file["destinations"]
    )


def test_a_file_that_tells_of_all_is_right(tmp_path):
    assert told(tmp_path, SMALL) == []


def test_a_field_that_is_new_fails_with_its_name(tmp_path):
    kept = KEPT | {"survey.Figure": ("value", "said_by"), "survey.New": ("email",)}
    first, second = told(tmp_path, SMALL, kept)
    assert first.startswith("line 6: models: survey.New.email is not told of")
    assert second.startswith(
        "line 18: not_personal.survey.Figure: survey.Figure.said_by is not"
    )


@pytest.mark.parametrize(
    ("before", "after", "line", "part"),
    [
        ("[id]", "[id, shoe_size]", 17, "has no field 'shoe_size'"),
        ("[id]", "[id, email]", 17, "accounts.User.email is told of already"),
        ("  survey.Figure", "  survey.Gone", 18, "There is no model 'survey.Gone'"),
        ("kept: accounts", "kept: for_ever", 13, "is not known here"),
        ("      purpose: account\n", "", 8, "The key 'purpose' is missing"),
        ("      kept: accounts\n", "", 8, "The key 'kept' is missing"),
        ("seen: [nobody]", "seen: []", 14, "At least 1"),
        ("of: users", "of: cats", 10, "is not known here"),
        ("goes: [letters]", "goes: [moon]", 15, "is not known here"),
        ("goes: [letters]", "goes: [letters, letters]", 15, "is here twice"),
    ],
)
def test_a_mistake_is_told_with_its_line(tmp_path, before, after, line, part):
    assert before in SMALL
    found = told(tmp_path, SMALL.replace(before, after))
    assert any(text.startswith(f"line {line}: ") and part in text for text in found), (
        found
    )
