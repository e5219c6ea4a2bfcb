"""The pages of the questionnaire: a pillar, or its indicators where it is long."""

import pytest

from indexes.index.model import Index
from indexes.index.pages import LONGEST_PAGE, TAKEN, pages_of, place_of, tools_of
from indexes.index.questions import pillars_of
from tests.builders import index_document

NAME = {"vi": "Đổi mới & Đo lường", "en": "Change"}


def question(code: str, **keys: object) -> dict:
    return {"code": code, "kind": "level", **keys}


def indicator(code: str, count: int, **keys: object) -> dict:
    questions = [question(f"{code}.{number}") for number in range(1, count + 1)]
    return {"code": code, "name": NAME, "questions": questions, **keys}


def pillar(*indicators: dict) -> dict:
    return {"code": "1", "name": NAME, "indicators": list(indicators)}


def test_a_short_pillar_is_one_page():
    (page,) = pages_of(pillar(indicator("1.1", 4), indicator("1.2", 6)))
    assert page.pillar == "1"
    assert page.indicator is None
    assert len(page.codes) == LONGEST_PAGE


def test_a_long_pillar_has_a_page_for_each_indicator():
    pages = pages_of(pillar(indicator("1.1", 4), indicator("1.2", 7)))
    assert [page.indicator for page in pages] == ["1.1", "1.2"]
    assert [len(page.codes) for page in pages] == [4, 7]


def test_one_long_indicator_is_not_split():
    (page,) = pages_of(pillar(indicator("1.1", 30)))
    assert page.indicator is None
    assert len(page.codes) == 30


def test_an_indicator_that_asks_nothing_has_no_page():
    assert pages_of(pillar()) == []
    assert pages_of(pillar(indicator("1.1", 0))) == []
    pages = pages_of(
        pillar(indicator("1.1", 8), indicator("1.2", 0), indicator("1.3", 8))
    )
    assert [page.indicator for page in pages] == ["1.1", "1.3"]


def test_what_the_profile_tells_is_not_asked_again():
    part = indicator("1.1", 1)
    part["questions"].append(question("1.1.2", from_profile="employees"))
    (page,) = pages_of(pillar(part))
    assert page.codes == ("1.1.1",)


def test_the_criteria_of_a_group_have_a_page_beside_the_way():
    part = indicator("1.1", 0, group_question={})
    part["questions"] = [
        question("1.1", stands_for=["1.1.1", "1.1.2"]),
        question("1.1.1", grouped_by="1.1"),
        question("1.1.2", grouped_by="1.1"),
    ]
    way, refining = pages_of(pillar(part))
    assert way.codes == ("1.1",)
    assert way.refines == ""
    assert refining.codes == ("1.1.1", "1.1.2")
    assert refining.refines == "1.1"
    assert refining.slug == "1-1-doi-moi-do-luong-chi-tiet"


def test_an_address_starts_with_the_code_and_has_no_accents():
    (page,) = pages_of(pillar(indicator("1.1", 1)))
    assert page.slug == "1-doi-moi-do-luong"


def test_a_long_name_makes_no_long_address():
    part = pillar(indicator("1.1", 1)) | {"name": {"vi": "rất dài " * 20}}
    (page,) = pages_of(part)
    assert len(page.slug) <= 60
    assert not page.slug.endswith("-")


@pytest.mark.parametrize(
    "name", ["small", "wide", "dbi-2021-sme", "dbi-2025-sme", "dbi-2025-large"]
)
def test_every_question_is_on_one_page_and_every_page_has_its_address(name):
    pages = [
        page for part in pillars_of(index_document(name)) for page in pages_of(part)
    ]
    codes = [code for page in pages for code in page.codes]
    assert len(set(codes)) == len(codes)
    assert len({page.slug for page in pages}) == len(pages)


def test_tools_that_are_ticked_in_one_list_are_together():
    assert tools_of(pillars_of(index_document("wide"), "shop")) == {
        "3.1": ("3.1.s-1", "3.1.s-2", "3.1.s-3", "3.1.s-4")
    }
    assert tools_of(pillars_of(index_document("small"))) == {}


def test_tools_are_met_in_their_list_and_any_other_question_by_itself():
    shop = Index(index_document("wide"), "shop")
    for name, tools in shop.tools.items():
        assert {place_of(shop.questions[code]) for code in tools} == {name}
    tools = set().union(*shop.tools.values())
    others = [code for code in shop.questions if code not in tools]
    assert [place_of(shop.questions[code]) for code in others] == others


@pytest.mark.parametrize("taken", TAKEN)
def test_a_page_never_takes_an_address_that_means_something_else(taken):
    code, _hyphen, name = taken.partition("-")
    part = pillar(indicator("1.1", 1)) | {"code": code, "name": {"vi": name}}
    (page,) = pages_of(part)
    assert page.slug == f"{taken}-trang"
