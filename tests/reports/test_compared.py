"""Where an enterprise stands among others, on pages, as a picture and in the report."""

import re
from dataclasses import replace

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse
from django.utils import translation

from accounts.access.scopes import Scope
from reports.gather.comparison import compared
from reports.pdf.build import build_pdf
from reports.wording import comparison as say
from survey.models import CountedRows
from survey.results.queries import results
from tests.builders import (
    make_assessment,
    make_organisation,
    make_result,
)
from tests.pages import assert_clean_page
from tests.reports.others import AREA, comparison_of, others
from tests.reports.reading import (
    LONG,
    address,
    gathered,
    missing,
    page,
    pages_of,
    staff_with,
    text_of,
    words_of,
)
from tests.reports.records import make_helped, make_suggested, make_suggestion
from tests.survey.benchmark.many import make_independent, make_many, refresh
from tests.survey.wizard import hold

pytestmark = pytest.mark.django_db


@pytest.fixture
def result(enterprise):
    """At level 3 in accommodation and food, small, in former Bình Dương; it counts."""
    make_independent(enterprise)
    return make_result(make_assessment(enterprise, area=AREA))


def test_an_owner_sees_the_standing_with_the_size_of_the_sample_beside_it(
    owner_client, result
):
    others(16, 2, area=AREA)
    others(15, 4, area=AREA)
    refresh()
    for name in ("result", "compare"):
        text = text_of(page(owner_client, result, name))
        assert (
            "ao hơn ít nhất 15 trong số 32 doanh nghiệp cùng ngành, quy mô và địa bàn ."
            in text
        )
        assert "trong 100" not in text


def test_among_few_the_page_says_about_half_and_shows_no_figure_of_others(
    owner_client, result
):
    others(6, 2, area=AREA)
    others(14, 0, area=AREA)
    refresh()
    words = "ao hơn khoảng một nửa số doanh nghiệp cùng ngành, quy mô và địa bàn"
    for name in ("result", "compare"):
        html = page(owner_client, result, name)
        assert words in text_of(html)
        assert "Từ 30 doanh nghiệp trở lên mới có con số cụ thể" in text_of(html)
        assert "chart--distribution" not in html
        assert_clean_page(html)
    html = page(owner_client, result, "compare")
    assert "So với từ 20 doanh nghiệp trở lên" in text_of(html)
    assert "Doanh nghiệp đứng giữa" not in html
    assert "Xem bảng số" not in html


def test_every_pillar_has_its_standing_chart_and_sample_size(owner_client, result):
    others(31, area=AREA)
    refresh()
    html = page(owner_client, result, "compare")
    places = 1 + len(comparison_of(result).placements[1:])
    assert places == 1 + len(result.pillar_points)
    assert html.count("chart--distribution") == places
    assert text_of(html).count("trong số 32 doanh nghiệp") >= places
    assert_clean_page(html)
    assert_clean_page(page(owner_client, result))


def test_the_page_is_whole_in_english_too(owner_client, result):
    others(31, area=AREA)
    refresh()
    owner_client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    text = text_of(page(owner_client, result, "compare"))
    assert "Higher than at least 30 of 32 enterprises of the same sector" in text
    assert (
        "Bình Dương as it was before July 2025" in text
        or "Binh Duong as it was before July 2025" in text
    )
    assert not re.search(
        r"doanh nghiệp|cao hơn", text.replace(result.organisation.name, "")
    )


def test_under_ten_nothing_is_shown_and_the_page_says_why(owner_client, result):
    others(8, area=AREA)
    refresh()
    text = page(owner_client, result)
    assert "Theo bộ chỉ số này chưa đủ 10 doanh nghiệp được tính" in text
    assert "chart--distribution" not in text
    html = page(owner_client, result, "compare")
    assert "Chưa đủ 10 doanh nghiệp để so sánh" in html
    assert "chart--distribution" not in html
    assert_clean_page(html)


@pytest.mark.parametrize(
    ("profile", "words"),
    [
        (
            {"area": ""},
            "Chưa đủ 10 doanh nghiệp cùng ngành, quy mô và địa bàn, "
            "nên so với cùng ngành và quy mô: 32 doanh nghiệp.",
        ),
        (
            {"size": "micro"},
            "Chưa đủ 10 doanh nghiệp cùng ngành và quy mô, nên so với cả ngành: 32 doanh nghiệp.",
        ),
        (
            {"sector": "G"},
            "Chưa đủ 10 doanh nghiệp cùng ngành, nên so với mọi ngành: 32 doanh nghiệp.",
        ),
    ],
)
def test_a_sample_that_is_too_small_is_widened_step_by_step_and_it_says_so(
    owner_client, result, profile, words
):
    others(31, **profile)
    refresh()
    for name in ("result", "compare"):
        assert words in text_of(page(owner_client, result, name))


def test_one_may_compare_with_the_sector_or_with_all_by_links(owner_client, result):
    others(31, 2, area=AREA)
    others(30, 4, sector="G")
    refresh()
    html = page(owner_client, result, "compare")
    assert "Cùng ngành, quy mô và địa bàn (32)" in html
    assert '<a href="?so-voi=all">Mọi ngành (62)</a>' in html
    wide = owner_client.get(
        address("compare", result), {"so-voi": "all"}
    ).content.decode()
    assert "Cao hơn ít nhất 30 trong số 62 doanh nghiệp thuộc mọi ngành" in wide
    assert re.search(r'so-voi=all" aria-current="page"', wide)


@pytest.mark.parametrize("asked", ["sector", "khac", "<script>"])
def test_a_sample_that_is_not_offered_gives_the_narrowest(owner_client, result, asked):
    others(11, area=AREA)
    refresh()
    text = owner_client.get(
        address("compare", result), {"so-voi": asked}
    ).content.decode()
    assert "cùng ngành, quy mô và địa bàn" in text
    assert "<script>" not in text


def test_invented_enterprises_are_compared_with_each_other_and_it_says_so(
    owner_client, result
):
    others(34, 5, fictional=True, area=AREA)
    refresh()
    assert comparison_of(result) is None
    result.organisation.is_fictional = True
    result.organisation.save()
    CountedRows.objects.all().delete()  # as if it had been so from the beginning
    refresh()
    for name in ("result", "compare"):
        assert "mọi doanh nghiệp ở đây đều là hư cấu" in page(
            owner_client, result, name
        )
    assert comparison_of(result).sample.count == 35


def test_a_reader_of_pillars_sees_the_comparison_but_not_what_depends_on_answers(
    result,
):
    others(31, 1, 2, area=AREA)
    refresh()
    client = staff_with(result, "pillars")
    text = page(client, result, "compare")
    assert "Doanh nghiệp này: " in text
    assert "Anh/chị: " not in text
    assert "đã lên mức" not in text
    assert comparison_of(result, Scope.PILLARS).raised == ()


def test_a_reader_of_the_aggregate_sees_no_comparison(result):
    others(11, area=AREA)
    refresh()
    client = staff_with(result, "aggregate")
    assert "So với doanh nghiệp khác" not in page(client, result)
    assert client.get(address("compare", result)).status_code == 403
    assert Client().get(address("compare", result)).status_code == 404


def test_what_those_who_rose_had_raised_is_counted_and_claims_no_cause(
    owner_client, result
):
    others(31, 1, 2, area=AREA)
    refresh()
    text = text_of(page(owner_client, result, "compare"))
    assert (
        "31 doanh nghiệp cùng ngành, quy mô và địa bàn đã lên mức cao hơn giữa hai kỳ."
        in text
    )
    assert "≥ 30/31" in text
    assert "không có nghĩa các việc này làm cho mức tăng lên" in text


def test_fewer_than_thirty_that_rose_are_not_spoken_of(owner_client, result):
    others(29, 1, 2, area=AREA)
    others(5, 2, area=AREA)
    refresh()
    assert "đã lên mức" not in page(owner_client, result, "compare")
    assert comparison_of(result).rises is None


def test_comparing_adds_one_query_to_the_page(
    owner_client, result, django_assert_max_num_queries
):
    page(owner_client, result)
    others(30, 1, 2, area=AREA)
    refresh()
    with django_assert_max_num_queries(12):
        page(owner_client, result)
    with django_assert_max_num_queries(9):
        page(owner_client, result, "compare")


@pytest.fixture
def compared_report(real_result):
    """The result of sixty questions among thirty others, found afresh."""
    make_independent(real_result.organisation)
    for level in range(5):
        make_many(6, level, version=real_result.index_version)
    refresh("dbi-2021-sme")
    return results().get(pk=real_result.pk)


@pytest.mark.parametrize("language", ["vi", "en"])
def test_with_the_longest_suggestions_too_the_report_has_fourteen_pages_at_most(
    compared_report, language
):
    contents = compared(gathered(compared_report, language), compared_report)
    one = make_suggestion(LONG[:60], provider=LONG[:60], raises=LONG, why=LONG)
    step = make_helped(LONG[:60], suggestions=(one,) * 3)
    shown = make_suggested(*[step] * 5, support=(LONG,))
    pdf = build_pdf(replace(contents, suggested=shown))
    assert len(pages_of(pdf)) <= 14


@pytest.mark.parametrize("language", ["vi", "en"])
def test_the_report_says_the_same_as_the_page(compared_report, language):
    contents = compared(gathered(compared_report, language), compared_report)
    pdf = build_pdf(contents)
    text = words_of(pdf)
    with translation.override(language):
        said = [say.short_rank(one) for one in contents.comparison.placements]
        assert all(words.endswith(" 31") for words in said)
        said.append(
            say.widened(contents.comparison.sample)
            or say.size_of(contents.comparison.sample)
        )
        heading = (
            "So với doanh nghiệp khác" if language == "vi" else "Compared with others"
        )
    assert missing([*said, heading], text) == []
    assert build_pdf(contents) == pdf
    assert heading not in words_of(build_pdf(replace(contents, comparison=None)))


def test_who_began_without_an_account_sees_where_it_stands_and_how_to_count():
    others(31, area=AREA)
    newcomer = make_result(make_assessment(make_organisation(), area=AREA))
    refresh()
    client = Client()
    hold(client, newcomer.assessment)
    for name in ("result", "compare"):
        html = page(client, newcomer, name)
        assert "ao hơn ít nhất 30 trong số 31 doanh nghiệp" in text_of(html)
        assert "muốn được tính thì cần có tài khoản" in html
        claim = reverse("survey:claim", args=[newcomer.assessment.public_id])
        assert f"{claim}?next=" in html
        assert_clean_page(html)


def test_that_it_would_not_count_is_told_before_there_is_a_comparison(owner_client):
    newcomer = make_result(make_assessment(make_organisation()))
    client = Client()
    hold(client, newcomer.assessment)
    for name in ("result", "compare"):
        assert "muốn được tính thì cần có tài khoản" in page(client, newcomer, name)


@pytest.mark.parametrize("name", ["result", "compare"])
def test_where_nobody_is_compared_nobody_is_told_to_see_where_they_stand(client, name):
    unclaimed = make_result(make_assessment(make_organisation()))
    hold(client, unclaimed.assessment)
    text = page(client, unclaimed, name)
    assert "muốn được tính thì cần có tài khoản" in text
    assert "đứng ở đâu" not in text


def test_who_has_an_account_is_told_nothing_of_that(owner_client, result):
    others(31, area=AREA)
    refresh()
    for name in ("result", "compare"):
        assert "cần có tài khoản" not in page(owner_client, result, name)
