"""The index that small firms are offered, as the front pages describe it."""

import re

import pytest
from django.utils import translation

from assessment.example import example_of
from assessment.front import Described, Front, forget, front
from indexes.index.model import Index
from tests.assessment.reading import LANGUAGES, OWN_PAGES, load, read
from tests.builders import index_document
from tests.pages import assert_clean_page

# An index in words


def described(name: str) -> Described:
    """As of a published version: the index itself, and its first variant."""
    document = index_document(name)
    index = Index(document)
    variants = index.variants.get("list", ())
    whole = Index(document, variants[0]["id"]) if variants else index
    return Described(index, whole)


def test_a_decision_is_named_by_number_and_day():
    with translation.override("vi"):
        assert described("dbi-2025-sme").decision == "1567/QĐ-BKHCN, 30/06/2025"


def test_an_index_is_named_in_the_language_of_the_visit():
    with translation.override("vi"):
        assert described("small").short_title == "Thử"
    with translation.override("en"):
        assert described("small").short_title == "Small"


def test_levels_are_named_from_the_lowest():
    with translation.override("en"):
        levels = described("small").levels
    assert list(levels) == [0, 1, 2, 3, 4, 5]
    assert levels[2] == "Started"


def test_the_length_counts_questions_and_minutes():
    with translation.override("en"):
        length = described("small").length
    # One more hangs on an answer that nobody has given yet.
    assert length == "Answer 6 questions in about 4 minutes."


def test_a_list_of_tools_counts_as_one_question():
    with translation.override("en"):
        length = described("dbi-2025-sme").length
    assert length == "Answer 15 questions in about 12 minutes."


def test_the_content_counts_pillars_questions_and_points():
    with translation.override("en"):
        content = described("dbi-2021-sme").content
    assert content == "6 pillars, 60 questions, 320 points at most"


def test_the_content_of_an_index_with_industries_counts_these_too():
    of_sme = described("dbi-2025-sme")
    with translation.override("en"):
        content = of_sme.content
    assert "15 questions, one of them a list of digital tools" in content
    assert f"{len(of_sme.index.variants['list'])} industries" in content
    assert content.endswith("100 points at most")


# What is shown


def make_front(name: str = "small") -> Front:
    offered = described(name)
    return Front(offered, (), example_of(offered.whole))


def test_where_nothing_is_offered_no_number_is_invented():
    nothing = Front(None, (), None)
    with translation.override("en"):
        assert nothing.length == "Answer some questions about your business."
    assert nothing.levels == {}


def test_the_front_speaks_of_the_index_that_is_offered():
    shown = make_front()
    assert shown.length == shown.offered.length
    assert shown.levels == shown.offered.levels
    assert shown.top == 5


@pytest.mark.django_db
def test_nothing_published_is_nothing_offered():
    forget()
    assert front() == Front(None, (), None)


@pytest.mark.django_db
def test_what_else_can_be_answered_stands_beside_the_offer():
    load("dbi-2021-sme", "dbi-2025-sme", "dbi-2025-large")
    shown = front()
    assert shown.offered.index.id == "dbi-2025-sme"
    others = [other.index.id for other in shown.others]
    assert sorted(others) == ["dbi-2021-sme", "dbi-2025-large"]


@pytest.mark.django_db
def test_a_new_index_is_seen_when_the_old_answer_is_forgotten():
    load("dbi-2021-sme")
    before = front()
    assert front() is before
    forget()
    assert front() is not before


@pytest.mark.django_db
def test_a_new_index_is_seen_after_ten_minutes_at_the_latest(monkeypatch):
    moments = iter([0.0, 599.0, 600.0])
    monkeypatch.setattr("assessment.front.monotonic", lambda: next(moments))
    forget()
    first, second, third = front(), front(), front()
    assert first is second
    assert third is not first


# The pages


@pytest.mark.django_db
def test_the_landing_page_says_what_for_whom_and_how_long_and_has_one_main_button(
    client,
):
    html = read(client, "/", "vi").content.decode()
    for words in (
        "mức chuyển đổi số nào",
        "Trả lời",
        "doanh nghiệp nhỏ và vừa",
        "Không cần tài khoản",
    ):
        assert words in html
    assert len(re.findall(r'class="button\b', html)) == 1


@pytest.mark.django_db
def test_the_front_pages_tell_the_index_that_small_firms_are_offered(client):
    load("dbi-2021-sme", "dbi-2025-sme", "dbi-2025-large")
    for address in OWN_PAGES:
        html = read(client, address, "vi").content.decode()
        assert_clean_page(html)
        assert "1567/QĐ-BKHCN, 30/06/2025" in html
        assert "15 câu" in html
        assert "tối đa 100 điểm" in html
    html = read(client, "/", "vi").content.decode()
    assert "khoảng 12 phút" in html
    assert "1970" not in html
    assert "số điểm tối đa" in html
    assert "1970/QĐ-BTTTT" in read(client, "/gioi-thieu/", "vi").content.decode(), (
        "can still be answered"
    )


@pytest.mark.django_db
def test_the_front_pages_follow_what_is_published(client):
    load("dbi-2021-sme")
    html = read(client, "/", "vi").content.decode()
    assert "Trả lời 60 câu trong khoảng 15 phút" in html
    assert "6 trụ cột, 60 câu hỏi, tối đa 320 điểm" in html


@pytest.mark.django_db
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("index_id", ["dbi-2021-sme", "dbi-2025-sme"])
def test_the_street_has_a_house_for_each_level_of_the_index_and_names_it(
    client, index_id, language
):
    load(index_id)
    levels = [
        (row["level"], row["name"][language]) for row in front().offered.index.levels
    ]
    html = read(client, "/", language).content.decode()
    assert [int(plate) for plate in re.findall(r's-plate-text">(\d)<', html)] == [
        level for level, _name in levels
    ]
    names = re.findall(r'<li><span class="num">(\d)</span> ([^<]+)</li>', html)
    assert [(int(level), name) for level, name in names] == levels
    assert re.search(rf"(thang|out of) {levels[-1][0]}\s*</h3>", html)
    about = read(client, "/gioi-thieu/", language).content.decode()
    assert ", ".join(f"{level} {name}" for level, name in levels) in about


@pytest.mark.django_db
def test_without_an_index_there_is_no_street_to_be_wrong(client):
    html = read(client, "/", "vi").content.decode()
    assert "street" not in html
    assert "thang" not in html


@pytest.mark.django_db
def test_a_visit_to_the_front_pages_needs_no_query(client, django_assert_num_queries):
    load("dbi-2025-sme")
    client.get("/")
    with django_assert_num_queries(0):
        client.get("/")
        client.get("/gioi-thieu/")
