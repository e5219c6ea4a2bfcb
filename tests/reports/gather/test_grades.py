"""How far a result is proved, as a report tells it.

By groups or criteria, by weight, as the evidence stands now.
"""

from decimal import Decimal

import pytest
from django.urls import reverse

from reports.gather.frozen import Frozen
from reports.gather.grades import grades_of, proofs_by_code
from reports.pdf.build import build_pdf
from survey.evidence.services import remove_evidence, review_evidence
from tests.builders import (
    NOW,
    PDF,
    make_answers,
    make_assessment,
    make_evidence,
    make_result,
    make_version_of,
)
from tests.pages import assert_clean_page
from tests.personas import make_owner, make_staff
from tests.reports.reading import gathered, words_of

pytestmark = [pytest.mark.django_db, pytest.mark.sql]


def result_of(index_id: str, variant: str = "", **levels):
    """A result under a real index.

    Everything that must be answered at level 1 unless `levels` tells otherwise.
    """
    assessment = make_assessment(
        index_version=make_version_of(index_id), variant=variant
    )
    index = assessment.index
    asked = dict.fromkeys(index.asked(index.codes), 1) | levels
    return make_result(assessment, levels=index.vector(index.counted(asked))), index


def told(result, index):
    contents = gathered(result)
    return contents.grade, {pillar.code: pillar.grade for pillar in contents.pillars}


def test_evidence_of_a_group_stands_behind_its_criteria_too():
    group = "1.1"
    members = {f"{group}.{number}": 3 for number in range(1, 4)}
    for levels in ({}, members):
        result, index = result_of("dbi-2025-large", **levels)
        known = {code: level for code, level in levels.items() if code in index.codes}
        assert bool(known) is bool(levels)
        make_evidence(result.assessment, group)
        _total, pillars = told(result, index)
        first = index.questions[group]["pillar"]
        assert pillars[first].attached > 0
        assert all(
            not grade.attached for code, grade in pillars.items() if code != first
        )


def test_a_pillar_that_weighs_more_counts_more_in_the_total():
    result, index = result_of("dbi-2025-sme", "retail")
    light, heavy = index.pillars[0]["code"], index.pillars[-1]["code"]
    for code in index.codes:
        if (
            index.questions[code]["pillar"] == light
            and result_points(result, index)[code] > 0
        ):
            make_evidence(result.assessment, code, content=proof(code))
    total, pillars = told(result, index)
    assert pillars[light].attached == 100
    assert pillars[heavy].attached == 0
    maxima, unit = result.pillar_maxima, result.unit
    points = result.pillar_points[0] * index.scale(0, maxima[0], unit)
    whole = sum(
        p * index.scale(place, maxima[place], unit)
        for place, p in enumerate(result.pillar_points)
    )
    assert abs(total.attached - Decimal(float(100 * points / whole))) < Decimal("0.06")


def proof(code: str) -> bytes:
    return PDF.replace(b"\n", b"\n%" + code.encode() + b"\n", 1)


def result_points(result, index) -> dict[str, int]:
    units = memoryview(bytes(result.points)).cast("h").tolist()
    return dict(zip(index.codes, units, strict=True))


def test_the_grade_follows_the_evidence_as_it_stands(real_index):
    index, staff = real_index.index, make_staff()
    levels = [1, 2, 3, *[0] * (len(index.codes) - 3)]
    result = make_result(make_assessment(index_version=real_index), levels=levels)
    files = [
        make_evidence(result.assessment, code, content=proof(code))
        for code, points in result_points(result, index).items()
        if points > 0
    ]
    assert len(files) == 3
    assert gathered(result).grade.name == "evidence_attached"
    for one in files:
        review_evidence(
            evidence=one,
            verdict="accepted",
            note="",
            by=staff.user,
            reviewer=staff.organisation,
            now=NOW,
        )
    assert gathered(result).grade.name == "reviewer_checked"
    assert gathered(result).grade.checked == 100
    for one in files:
        remove_evidence(evidence=one, by=None, now=NOW)
    assert gathered(result).grade.name == "self_declared"


def test_reading_the_grade_takes_two_queries(real_result, django_assert_num_queries):
    frozen = Frozen(real_result)
    with django_assert_num_queries(2):
        assert len(grades_of(frozen, proofs_by_code(frozen))) == 1 + len(
            frozen.index.pillars
        )


def test_the_report_says_the_grade_and_the_share(real_result):
    make_evidence(real_result.assessment, "1.1.1")
    assert "of the points with evidence" in words_of(
        build_pdf(gathered(real_result, "en"))
    )


def test_the_page_of_answers_says_which_are_proved_and_leads_the_owner_to_each():
    owner = make_owner()
    assessment = make_assessment(owner.organisation)
    make_answers(assessment)
    result = make_result(assessment)
    make_evidence(assessment, "1.1.1")
    page = owner.client.get(reverse("reports:answers", args=[result.public_id]))
    assert_clean_page(page)
    html = page.content.decode()
    assert html.count("Xem minh chứng") == 1
    assert reverse("survey:evidence_of", args=[assessment.public_id, "1.1.2"]) in html
