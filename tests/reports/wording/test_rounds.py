"""The rounds of an enterprise beside each other.

Where they were not counted alike, that is said.
"""

from datetime import timedelta

import pytest
from django.utils import translation

from reports.contents.levels import Level
from reports.contents.rounds import Round
from reports.wording import rounds as wording_rounds
from tests.builders import NOW, make_assessment, make_result, make_version_of
from tests.reports.reading import following_version, page, text_of

pytestmark = pytest.mark.django_db
LATER = {"created_at": NOW + timedelta(days=90)}


def test_rounds_of_two_versions_are_said_not_to_be_comparable(owner_client, enterprise):
    make_result(make_assessment(enterprise, make_version_of("small")), level=2)
    version = following_version("small")
    newest = make_result(
        make_assessment(enterprise, version, round=2), level=2, **LATER
    )
    text = text_of(page(owner_client, newest))
    told = f"(kỳ 1: phiên bản {version.version - 1}; kỳ 2: phiên bản {version.version})"
    assert (
        f"Các kỳ không được tính theo cùng một cách {told}, nên không so trực tiếp được các con số."
        in text
    )
    assert f" · phiên bản {version.version} " in text


def test_rounds_answered_for_two_industries_are_said_not_to_be_comparable(
    owner_client, enterprise
):
    for number, industry, when in ((1, "shop", {}), (2, "farm", LATER)):
        draft = make_assessment(
            enterprise, make_version_of("wide"), variant=industry, round=number
        )
        index = draft.index
        newest = make_result(
            draft,
            levels=index.vector(index.counted(dict.fromkeys(index.codes, 1))),
            **when,
        )
    owner_client.cookies["django_language"] = "en"
    text = text_of(page(owner_client, newest))
    assert "The rounds were not counted alike (round 1: Shop; round 2: Farm)" in text
    assert text.count("· Farm") == 2, (
        "at the head of the page, and in the list of numbers"
    )


def test_rounds_counted_alike_are_shown_without_a_word_about_it(
    owner_client, enterprise
):
    make_result(make_assessment(enterprise, make_version_of("small")), level=2)
    newest = make_result(
        make_assessment(enterprise, make_version_of("small"), round=2), level=3, **LATER
    )
    text = text_of(page(owner_client, newest))
    assert "Qua từng kỳ" in text
    assert "không so trực tiếp" not in text
    assert "phiên bản" not in text.partition("Qua từng kỳ")[2]


@pytest.mark.sql
def test_an_older_round_read_anew_under_the_newer_version_counts_as_that(
    owner_client, enterprise
):
    first = make_result(make_assessment(enterprise, make_version_of("small")), level=2)
    version = following_version("small")
    make_result(make_assessment(enterprise, version, round=2), level=2, **LATER)
    reading = {
        "rescored_from": first,
        "index_version": version,
        "created_at": NOW + timedelta(days=95),
    }
    make_result(first.assessment, level=2, **reading)
    newest = enterprise.results.get(assessment__round=2)
    assert "không so trực tiếp" not in text_of(page(owner_client, newest))


@pytest.mark.parametrize(
    ("rounds", "vietnamese", "english"),
    [
        (
            ((1, ""), (1, ""), (2, "")),
            "(kỳ 1, 2: phiên bản 1; kỳ 3: phiên bản 2)",
            "(rounds 1, 2: version 1; round 3: version 2)",
        ),
        (
            ((1, "A"), (2, "B")),
            "(kỳ 1: phiên bản 1, A; kỳ 2: phiên bản 2, B)",
            "(round 1: version 1, A; round 2: version 2, B)",
        ),
        (
            ((1, ""), (1, "B")),
            "(kỳ 1: không theo ngành; kỳ 2: B)",
            "(round 1: no industry; round 2: B)",
        ),
    ],
)
def test_rounds_of_one_way_of_counting_are_named_together(rounds, vietnamese, english):
    told = [
        Round(number, NOW, None, Level(1, ""), "", *how)
        for number, how in enumerate(rounds, start=1)
    ]
    for language, words in (("vi", vietnamese), ("en", english)):
        with translation.override(language):
            assert words in wording_rounds.counted_unlike(told)
