"""One enterprise beside the directory: what helps it and in which order."""

import pytest

from tests.providers.matching.examples import large, match, offer, shop

pytestmark = pytest.mark.django_db


@pytest.mark.sql
def test_options_are_read_from_the_answers_of_the_result():
    offer("kenh", ("web.site", 3))
    assert match(shop(q_2_5=["website"])[1])["suggestions"] == []
    (one,) = match(shop(q_2_5=["email"])[1])["suggestions"]
    assert [gap["question"] for gap in one["gaps"]] == ["2.5"]


def test_who_answers_by_groups_has_them_as_gaps_and_who_refines_has_criteria():
    offer("du-lieu", ("data.protection", 2))
    for result, code in ((large()[1], "1.4"), (large(q_1_4_3=0)[1], "1.4.3")):
        (one,) = match(result)["suggestions"]
        first = [
            gap["question"] for gap in one["gaps"] if gap["question"].startswith("1.")
        ]
        assert code in first
        assert ("1.4" in first) == (code == "1.4")
