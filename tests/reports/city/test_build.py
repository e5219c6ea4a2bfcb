"""The report to the city as a file: heard, seen, in both languages, and telling of nobody."""

from io import BytesIO
from zipfile import ZipFile

import pikepdf
import pytest
from django.http import QueryDict
from django.utils import timezone, translation

from associations.cohort.looking import looked_at
from associations.cohort.queries import forget_cohorts
from reports.city.build import build_city_pdf
from reports.city.gather import city_report_of
from reports.city.slides import slides_of
from tests.builders import (
    make_assessment,
    make_organisation,
    make_result,
    make_solution,
)
from tests.personas import make_share
from tests.reports.reading import barriers_of, pages_of, words_of

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def nothing_kept():
    forget_cohorts()
    yield
    forget_cohorts()


@pytest.fixture
def association():
    association = make_organisation("association", "Hội Lương thực")
    make_solution()
    for number in range(36):
        enterprise = make_organisation(name=f"Quán bí mật {number}")
        profile = {"sector": "IGC"[number % 3], "size": ("micro", "small")[number % 2]}
        make_result(make_assessment(enterprise, **profile), level=number % 4)
        if number % 3 == 0:
            again = make_assessment(enterprise, round=2, **profile)
            make_result(again, level=min(5, number % 4 + 1))
        make_share(enterprise, association, ("answers", "pillars")[number % 5 == 0])
    return association


def report_of(association, language="vi"):
    with translation.override(language):
        return city_report_of(looked_at(association, QueryDict(), timezone.now()))


@pytest.mark.parametrize("language", ["vi", "en"])
def test_a_checker_of_accessible_files_finds_nothing_to_mend(association, language):
    pdf = build_city_pdf(report_of(association, language))
    assert barriers_of(pdf) == []
    assert 10 <= len(pages_of(pdf)) <= 20


def test_every_picture_is_drawn_in_lines_and_put_into_words(association):
    report = report_of(association)
    kinds = {plot.kind for plot in report.plots}
    assert kinds == {"funnel", "columns", "distribution", "heat", "trend"}
    assert all(plot.alt and plot.sample for plot in report.plots)
    with pikepdf.open(BytesIO(build_city_pdf(report))) as document:
        assert not any(page.get_images() for page in document.pages)


def test_it_names_no_member(association):
    assert "bí mật" not in words_of(build_city_pdf(report_of(association)))


def test_words_follow_from_the_figures(association):
    words = words_of(build_city_pdf(report_of(association, "en")))
    assert "The report tells of 36 members" in words
    assert "Of 12 in two rounds" in words


def test_the_same_contents_are_the_same_file(association):
    report = report_of(association)
    assert build_city_pdf(report) == build_city_pdf(report)


def test_the_pictures_come_apart_as_files(association):
    with ZipFile(BytesIO(slides_of(report_of(association)))) as archive:
        names = archive.namelist()
        assert len(names) == 10
        for name in names:
            start = b"\x89PNG" if name.endswith("png") else b"<?xml"
            assert archive.read(name).startswith(start)


def test_of_too_few_there_is_no_report():
    association = make_organisation("association", "Hội nhỏ")
    enterprise = make_organisation()
    make_result(make_assessment(enterprise))
    make_share(enterprise, association)
    assert report_of(association) is None
