"""Which capability helps with which question: every index is told wholly, and the demo leaves nobody without help."""

from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from indexes.documents.reader import Document, read
from providers.directory.capabilities import areas, capabilities, helpers_of
from providers.directory.check_capabilities import asked_of, check_capabilities
from tests.builders import NOW, index_document, make_index_version

FIXTURES = Path(__file__).resolve().parents[3] / "fixtures"
INDEXES = ["dbi-2021-sme", "dbi-2025-sme", "dbi-2025-large"]


@pytest.fixture(scope="module")
def solutions():
    """Solutions of the demo whose provider is vetted and takes requests, with sections, sizes and capabilities."""
    providers = read(FIXTURES / "demo" / "providers.yaml").data["providers"]
    usable = [
        one
        for one in providers
        if str(one["vetted_until"] or "") > str(NOW.date())
        and one["capacity_per_month"]
    ]
    return [solution for provider in usable for solution in provider["solutions"]]


def helps(solutions, names, section, size, least):
    return any(
        part["capability"] in names and part["lift"] >= least
        for solution in solutions
        if section in (solution["sectors"] or [section])
        and size in (solution["sizes"] or [size])
        for part in solution["improves"]
    )


@pytest.mark.parametrize("index_id", INDEXES)
def test_every_question_of_an_index_says_what_helps_with_it(index_id):
    document = read(FIXTURES / "capabilities" / f"{index_id}.yaml")
    assert document.data["index"] == index_id
    assert check_capabilities(document, asked_of(index_document(index_id))) == []


def test_every_capability_has_words_an_area_and_a_question():
    assert all(
        set(name) == {"vi", "en"}
        for name in [*capabilities().values(), *areas().values()]
    )
    assert {name.split(".")[0] for name in capabilities()} == set(areas())
    told = [
        helpers for index_id in INDEXES for helpers in helpers_of(index_id).values()
    ]
    lists = [
        names
        for one in told
        for names in (one.values() if isinstance(one, dict) else [one])
    ]
    assert {name for names in lists for name in names} == set(capabilities())


def test_every_capability_is_on_offer_in_the_demo(solutions):
    offered = {
        part["capability"]
        for solution in solutions
        for part in solution["improves"]
        if part["lift"] >= 2
    }
    assert offered == set(capabilities())


def test_every_tool_of_every_industry_has_somebody_for_a_small_firm(solutions):
    helpers = helpers_of("dbi-2025-sme")
    for industry in index_document("dbi-2025-sme")["variants"]["list"]:
        for tool in industry["questions"]["7.2"]:
            for section in industry["vsic"]:
                assert helps(solutions, helpers[tool["code"]], section, "small", 2), (
                    section,
                    tool["code"],
                )


def test_every_criterion_of_a_large_manufacturer_has_somebody(solutions):
    for code, names in helpers_of("dbi-2025-large").items():
        assert helps(solutions, names, "C", "large", 1), code


def test_every_mistake_is_told_with_its_place():
    asked = {"1.1": [], "1.2": ["email", "web"], "1.3": []}
    questions = {
        "1.1": ["sales.magic"],
        "1.2": {"fax": ["office.email"]},
        "9.9": [],
        "1.4": "sales.pos",
    }
    told = [
        f"{problem.place}: {problem.text}"
        for problem in check_capabilities(Document({"questions": questions}), asked)
    ]
    for expected in (
        "questions.1.1: 'sales.magic' is not one of",
        "questions.1.2.fax: The question has no such option",
        "questions.9.9: The index has no such question",
        "questions.1.3: This question of the index is missing",
    ):
        assert any(line.startswith(expected) for line in told), (expected, told)
    assert (
        check_capabilities(Document({"questions": []}), asked)[0].text
        == "Expected a map of questions."
    )
    listless = check_capabilities(
        Document({"questions": {"1.1": "sales.pos"}}), {"1.1": []}
    )
    assert [problem.text for problem in listless] == [
        "Expected a list of capabilities."
    ]


@pytest.mark.django_db
def test_the_command_checks_a_file_against_the_published_index(tmp_path, capsys):
    good = FIXTURES / "capabilities" / "dbi-2021-sme.yaml"
    with pytest.raises(CommandError, match="not published yet"):
        call_command("check_capabilities", good)
    make_index_version(index_document("dbi-2021-sme"))
    call_command("check_capabilities", good)
    assert "60 questions, all of it is right" in capsys.readouterr().out
    bad = tmp_path / "bad.yaml"
    bad.write_text(
        good.read_text(encoding="utf-8").replace("[web.site]", "[web.magic]"),
        encoding="utf-8",
    )
    with pytest.raises(CommandError, match="1 problem"):
        call_command("check_capabilities", bad)
    with pytest.raises(CommandError, match="There is no file"):
        call_command("check_capabilities", tmp_path / "none.yaml")
