"""`manage.py load_demo`: refused where its password is dangerous, plain about what it made."""

from collections import Counter

import pytest
from django.core.management import CommandError, call_command

from accounts.demo import DEMO_ACCOUNTS, DEMO_PASSWORD
from assessment.demo.load import DemoError, Loaded
from assessment.management.commands import load_demo
from indexes.documents.reader import Problem

LOADED = Loaded(
    providers=24,
    solutions=61,
    associations=5,
    enterprises=304,
    results=351,
    drafts=16,
    consents=190,
    requests=Counter({"sent": 12, "accepted": 20}),
    levels=Counter({2: 140, 1: 80, 3: 60}),
)


@pytest.fixture
def asked(monkeypatch, settings) -> list[dict]:
    """What the command asked for; the demo itself is loaded in demo/test_load.py."""
    settings.DEBUG = True
    calls: list[dict] = []

    def load(**options) -> Loaded:
        calls.append(options)
        return LOADED

    monkeypatch.setattr(load_demo, "load_demo", load)
    return calls


def test_the_demo_with_its_public_password_is_refused_in_production():
    with pytest.raises(CommandError, match="password"):
        call_command("load_demo")


def test_300_enterprises_and_40_requests_are_made_unless_told_otherwise(asked):
    call_command("load_demo")
    (options,) = asked
    assert (options["enterprises"], options["requests"]) == (300, 40)


def test_a_small_demo_too_has_a_request_in_every_state(asked):
    call_command("load_demo", "--enterprises=30")
    (options,) = asked
    assert (options["enterprises"], options["requests"]) == (30, 12)


def test_a_summary_counts_what_was_made():
    text = "\n".join(load_demo._summary(LOADED))
    assert "All of it is invented" in text
    assert "304 enterprises with 351 results and 16 drafts" in text
    assert "5 associations that were given 190 consents" in text
    assert "24 providers with 61 solutions" in text


def test_levels_and_states_are_counted_in_order():
    text = "\n".join(load_demo._summary(LOADED))
    assert "80 at 1, 140 at 2, 60 at 3" in text
    assert "requests: 20 accepted, 12 sent" in text


def test_a_demo_that_is_there_already_is_told_in_one_line():
    assert load_demo._summary(None) == ["The demo is there already; nothing changed."]


def test_every_sign_in_is_named_in_english_with_the_password(asked, capsys):
    call_command("load_demo")
    output = capsys.readouterr().out
    for account in DEMO_ACCOUNTS:
        assert account.email in output
    assert "Owner of an enterprise" in output
    assert f"password: {DEMO_PASSWORD}" in output


def test_a_file_that_cannot_be_loaded_ends_the_command_with_its_problems(
    monkeypatch, settings, tmp_path
):
    settings.DEBUG = True

    def fail(**_options):
        raise DemoError(tmp_path / "names.yaml", [Problem((), 4, "no such trade")])

    monkeypatch.setattr(load_demo, "load_demo", fail)
    with pytest.raises(CommandError, match=r"names\.yaml"):
        call_command("load_demo")
