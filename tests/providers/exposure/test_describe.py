"""What was counted of a month, in words; and what is kept of each provider once it is over."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st

from providers.exposure.describe import figures_of, own_count
from providers.exposure.months import hours_taken, keep_months, suggested_of
from providers.exposure.wording import FIGURES, OUTCOMES, REASONS, REST
from providers.models import MonthCount, Provider, ProviderMonth
from scoring.disclosure.small_cells import PUBLIC, SHARED
from tests.builders import make_provider

CITY = ZoneInfo("Asia/Ho_Chi_Minh")
ALL = {
    "recommendations": 100,
    "providers": 20,
    "exposure_gini": 0.4249,
    "accepted": 40,
    "accepted_gini": 0.5,
    "cost": 0.0012,
    "newcomers_share": 0.125,
    "newcomers": 4,
    "of": {},
}


def count_of(**content) -> MonthCount:
    return MonthCount(month=date(2026, 11, 1), content=ALL | content)


def said(count: MonthCount | None, language: str = "en") -> dict[str, str]:
    with override(language):
        lines = figures_of(count)
        names = {str(name): code for code, (name, _note) in FIGURES.items()}
    return {names[line.name]: line.value for line in lines or ()}


def test_of_all_together_each_figure_is_a_line():
    assert said(count_of()) == {
        "recommendations": "100",
        "providers": "20",
        "exposure": "0.42",
        "accepted": "0.50",
        "cost": "0.12%",
        "newcomers": "12.5%, and 20.0% of all providers are new",
    }


@pytest.mark.parametrize(
    ("recommendations", "is_told"),
    [(0, False), (PUBLIC - 1, False), (PUBLIC, True), (PUBLIC + 1, True)],
)
def test_of_few_nothing_is_told_to_everybody(recommendations, is_told):
    assert bool(said(count_of(recommendations=recommendations))) is is_told


def test_before_any_month_is_over_nothing_is_told():
    assert figures_of(None) is None


@pytest.mark.parametrize(
    ("accepted", "text"), [(0, "too few to say"), (PUBLIC - 1, "too few to say")]
)
def test_how_few_accepted_is_told_by_nothing(accepted, text):
    assert said(count_of(accepted=accepted))["accepted"] == text


def test_from_ten_on_it_is_a_number():
    assert said(count_of(accepted=PUBLIC))["accepted"].startswith("0.5")


def test_without_any_provider_nothing_is_divided_by_none():
    text = said(count_of(providers=0, newcomers=0))["newcomers"]
    assert text == "12.5%, and 0.0% of all providers are new"


@pytest.mark.parametrize("language", ["vi", "en"])
def test_each_figure_has_words_in_both_languages(language):
    assert set(said(count_of(), language)) == set(FIGURES)


class TestOwn:
    PROVIDER = Provider(pk=7)

    def own(self, **codes: int):
        return own_count(count_of(of={"7": codes}), self.PROVIDER)

    def told(self, lines) -> list[tuple[str, str]]:
        return [(line.name, line.value) for line in lines]

    def test_who_was_never_looked_at_reads_nothing(self):
        found = own_count(count_of(), self.PROVIDER)
        assert (found.outcomes, found.reasons) == (None, None)

    def test_of_another_one_nothing_is_told(self):
        found = own_count(count_of(of={"70": {"first": 50}}), self.PROVIDER)
        assert found.outcomes is None

    @pytest.mark.parametrize(
        ("codes", "counts"),
        [
            ({"first": 9}, ["9"]),
            ({"first": 9, "line": 12}, ["12", "9"]),
            ({"first": 9, "line": 12, "area": 5}, ["12", "9", "5"]),
            ({"first": 9, "budget": 3, "area": 4}, ["9", "7"]),
            ({"first": 9, "budget": 1}, ["10"]),
        ],
    )
    def test_few_are_told_together(self, codes, counts):
        with override("en"):
            lines = self.told(self.own(**codes).outcomes)
        assert [value for _name, value in lines] == counts
        assert sum(map(int, counts)) == sum(codes.values())

    @pytest.mark.parametrize("count", range(1, SHARED))
    def test_where_all_of_it_are_few_nothing_is_told(self, count):
        assert self.own(first=count).outcomes is None

    def test_what_became_of_it_and_why_are_told_apart(self):
        with override("en"):
            found = self.own(first=9, **{"why.sector": 6})
            assert [name for name, _value in self.told(found.outcomes)] == [
                str(OUTCOMES["first"])
            ]
            assert [name for name, _value in self.told(found.reasons)] == [
                str(REASONS["why.sector"])
            ]

    @given(st.dictionaries(st.sampled_from(sorted(OUTCOMES)), st.integers(0, 20)))
    def test_no_line_is_of_few_and_none_is_lost(self, codes):
        found = self.own(**codes)
        if found.outcomes is None:
            assert sum(codes.values()) < SHARED
            return
        values = [int(line.value) for line in found.outcomes]
        assert all(value == 0 or value >= SHARED for value in values)
        assert sum(values) == sum(codes.values())


@pytest.mark.parametrize("words", [OUTCOMES, REASONS, {"rest": REST}])
def test_each_code_is_said_in_both_languages(words):
    for code, text in words.items():
        with override("en"):
            english = str(text)
        with override("vi"):
            assert str(text) not in ("", english), code


@pytest.mark.parametrize(
    ("codes", "suggested"),
    [
        ({}, {}),
        ({"7": {"first": 3, "line": 2, "behind": 9}}, {7: 5}),
        ({"7": {"behind": 9}}, {7: 0}),
        ({"7": {"first": 1}, "8": {"line": 4}}, {7: 1, 8: 4}),
    ],
)
def test_suggested_is_who_stood_there_in_full_or_in_a_line(codes, suggested):
    assert suggested_of(codes) == suggested


def at(day: int, hour: int) -> datetime:
    """Of a December that begins on a Tuesday."""
    return datetime(2026, 12, day, hour, tzinfo=CITY)


@pytest.mark.parametrize(
    ("asked", "answered", "hours"),
    [
        (at(1, 9), at(1, 9), 0),
        (at(1, 9), at(1, 17), 8),
        (at(1, 22), at(2, 8), 10),
        (at(4, 12), at(7, 12), 24),
        (at(5, 9), at(6, 20), 0),
        (at(5, 9), at(7, 1), 1),
    ],
)
def test_an_answer_is_timed_on_working_days_alone(asked, answered, hours):
    assert hours_taken(asked, answered) == hours


@pytest.mark.django_db
class TestKept:
    MONTH = date(2026, 11, 1)

    def kept(self, provider: Provider) -> tuple:
        row = ProviderMonth.objects.get(provider=provider)
        return row.suggested, row.answers, row.hours

    def test_each_provider_has_a_row_also_who_was_never_suggested(self):
        shown, silent = make_provider(), make_provider("Nhà khác", "nha-khac")
        keep_months({shown.pk: 12}, {shown.pk: [1.0, 9.0, 4.0]}, self.MONTH)
        assert self.kept(shown) == (12, 3, 4.0)
        assert self.kept(silent) == (0, 0, None)

    def test_counted_again_it_is_counted_once_and_openings_stay(self):
        provider = make_provider()
        month = {"provider": provider, "month": self.MONTH}
        ProviderMonth.objects.create(**month, opened=4)
        keep_months({provider.pk: 5}, {}, self.MONTH)
        keep_months({provider.pk: 6}, {provider.pk: [2.0]}, self.MONTH)
        assert self.kept(provider) == (6, 1, 2.0)
        assert ProviderMonth.objects.get().opened == 4
