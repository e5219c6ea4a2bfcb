"""Both sides of a change in words, as whoever compares them reads them."""

import pytest
from django.utils.translation import override

from language.texts import LANGUAGES
from providers.changes.describe import LABELS, Compared, Said, compared, lines_of, told
from providers.changes.services import OF_SUBSTANCE
from providers.models import Change, EntryVersion, Provider, Solution

PRICE = {"price_from": 5_000_000, "price_to": 9_000_000, "price_unit": "month"}


def change_of(before: dict, after: dict, **entry) -> Change:
    """Of a solution that says so today."""
    solution = Solution(**{**PRICE, "improves": [], **entry})
    return Change(solution=solution, before=before, after=after)


@pytest.mark.parametrize(
    ("name", "values", "lines"),
    [
        ("price", PRICE, ["5 million dong to 9 million dong a month"]),
        ("price", {}, []),
        ("online", {"online": True}, ["yes"]),
        ("online", {"online": False}, ["no"]),
        ("online", {}, []),
        ("website", {"website": "https://sao.example"}, ["https://sao.example"]),
        ("website", {"website": ""}, []),
        ("website", {"website": None}, []),
        ("capacity_per_month", {"capacity_per_month": 4}, ["4"]),
        ("capacity_per_month", {"capacity_per_month": 0}, ["0"]),
        ("certificates", {"certificates": []}, []),
        ("certificates", {"certificates": ["ISO 27001"]}, ["ISO 27001"]),
        ("delivery_days", {"delivery_days": 7}, ["ready in about 7 days"]),
        ("delivery_days", {"delivery_days": 1}, ["ready in about 1 day"]),
        ("delivery_days", {"delivery_days": None}, []),
        ("kind", {"kind": "training"}, ["Training"]),
        ("improves", {"improves": []}, []),
    ],
)
def test_what_is_there_is_a_line_and_what_is_not_is_none(name, values, lines):
    with override("en"):
        assert lines_of(name, values) == lines


@pytest.mark.parametrize(
    ("part", "language", "line"),
    [
        ({"question": "1.1.1", "lift": 2}, "en", "question 1.1.1: does it"),
        (
            {"question": "1.1.1", "lift": 1},
            "en",
            "question 1.1.1: some help towards it",
        ),
        ({"question": "1.1.1", "lift": 9}, "en", "question 1.1.1: 9"),
        (
            {"capability": "no-longer-listed", "lift": 2},
            "en",
            "no-longer-listed: does it",
        ),
    ],
)
def test_what_a_solution_helps_with_is_told_also_of_what_is_no_longer_listed(
    part, language, line
):
    with override(language):
        assert lines_of("improves", {"improves": [part]}) == [line]


@pytest.mark.parametrize(
    ("ends", "is_told"),
    [
        ({}, False),
        ({"ISO 27001": "2027-03-31"}, True),
        ({"ISO 9001": "2027-03-31"}, False),
    ],
)
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_certificate_is_told_with_its_last_day_where_it_has_one(
    ends, is_told, language
):
    values = {"certificates": ["ISO 27001"], "certificate_ends": ends}
    with override(language):
        (said,) = lines_of("certificates", values)
    assert said.startswith("ISO 27001")
    assert ("2027" in said) is is_told


def test_words_in_two_languages_are_a_line_each_that_says_which():
    lines = lines_of("about", {"about": {"vi": "Làm web", "en": "Websites"}})
    assert lines == ["Làm web", "Websites"]
    assert [line.language for line in lines] == ["vi", "en"]


def test_a_said_line_is_a_text_like_any_other():
    said = Said("Làm web", "vi")
    assert said == "Làm web"
    assert hash(said) == hash("Làm web"), "sides are compared as sets"


@pytest.mark.parametrize(
    ("before", "after", "gone", "new"),
    [
        (["a"], ["a"], set(), set()),
        (["a"], ["b"], {"a"}, {"b"}),
        (["a", "b"], ["b", "c"], {"a"}, {"c"}),
        ([], ["a"], set(), {"a"}),
        (["a"], [], {"a"}, set()),
    ],
)
def test_what_goes_and_what_is_new_is_told_line_by_line(before, after, gone, new):
    both = Compared("Price", before, after)
    assert (both.gone, both.new) == (gone, new)


class TestCompared:
    def test_a_price_stands_whole_on_both_sides(self):
        change = change_of({"price_to": 9_000_000}, {"price_to": 12_000_000})
        with override("en"):
            (price,) = compared(change)
        assert price.before == ["5 million dong to 9 million dong a month"]
        assert price.after == ["5 million dong to 12 million dong a month"]

    def test_what_it_is_paid_for_is_a_part_of_the_price(self):
        change = change_of({"price_unit": "month"}, {"price_unit": "year"})
        with override("en"):
            (price,) = compared(change)
        assert price.before[0].endswith("a month")
        assert price.after[0].endswith("a year")

    def test_what_it_was_when_it_was_asked_for_is_compared_and_not_today(self):
        change = change_of({"price_to": 8_000_000}, {"price_to": 12_000_000})
        with override("en"):
            (price,) = compared(change)
        assert "8 million" in price.before[0]

    def test_a_new_solution_has_nothing_before(self):
        improves = [{"question": "1.1.1", "lift": 2}]
        change = change_of({"is_active": False}, {"is_active": True}, improves=improves)
        rows = compared(change)
        assert [row.before for row in rows] == [[], []]
        assert all(row.after for row in rows)
        assert [row.label for row in rows] == [LABELS["price"], LABELS["improves"]]

    def test_certificates_and_their_days_are_one_thing(self):
        provider = Provider(certificates=["ISO 27001"], certificate_ends={})
        change = Change(
            provider=provider,
            before={"certificate_ends": {}},
            after={"certificate_ends": {"ISO 27001": "2027-03-31"}},
        )
        (row,) = compared(change)
        assert row.before == ["ISO 27001"]
        assert "2027" in row.after[0]


def test_of_a_certificate_only_another_paper_is_another_line():
    names = ["ISO 27001", "HACCP"]
    lines = []
    for paper in ("first", "second"):
        papers = {"ISO 27001": paper, "HACCP": "as before"}
        values = {"certificates": names, "certificate_files": papers}
        lines.append(lines_of("certificates", values))
    row = Compared("", *lines)
    assert [line.file for line in row.gone] == ["first"]
    assert [line.file for line in row.new] == ["second"]


class TestTold:
    def test_of_a_version_each_thing_that_has_a_name_stands_once(self):
        version = EntryVersion(content={**PRICE, "website": "", "unknown": 1})
        rows = told(version)
        assert [label for label, _lines in rows] == [LABELS["price"], LABELS["website"]]

    def test_of_nothing_nothing_is_told(self):
        assert told(EntryVersion(content={})) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_all_that_an_officer_compares_has_a_name(language):
    price = {"price_from", "price_to", "price_unit", "certificate_ends"}
    price.add("certificate_files")
    names = {name for fields in OF_SUBSTANCE.values() for name in fields} - price
    with override(language):
        assert all(str(LABELS[name]) for name in names)


def test_names_are_in_the_language_of_the_reader():
    with override("vi"):
        vietnamese = {str(label) for label in LABELS.values()}
    with override("en"):
        english = {str(label) for label in LABELS.values()}
    assert not vietnamese & english - {"Website"}
