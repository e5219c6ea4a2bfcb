"""Answers to one index read under another: ranges, never made-up levels."""

from copy import deepcopy
from fractions import Fraction

from django.conf import settings

from indexes.crosswalk.estimate import read_under
from indexes.crosswalk.model import Crosswalk
from indexes.documents.reader import read
from indexes.index.model import Index, variants_of
from tests.builders import index_document, small_document
from tests.indexes.crosswalk.examples import DOCUMENT, other_document


def reading(**answers: int):
    levels = {
        name.removeprefix("q").replace("_", "."): level
        for name, level in answers.items()
    }
    document = deepcopy(DOCUMENT)
    return read_under(
        Crosswalk(document, Index(small_document())), Index(other_document()), levels
    )


def test_a_level_that_follows_is_carried_and_others_stay_open():
    found = reading(q1_1_1=5)
    assert found.exact == ["1.1.1"]
    assert (found.spans["1.1.1"].low, found.spans["1.1.1"].high) == (5, 5)
    assert set(found.missing) == {"1.1.2", "2.1.1", "2.1.2", "2.2.1", "3.1.1", "3.1.2"}


def test_a_range_narrows_down_without_counting_as_known():
    found = reading(q1_1_1=1)
    assert (found.exact, found.partly) == ([], ["1.1.1"])


def test_a_level_the_table_says_nothing_of_stays_open():
    assert "1.1.1" in reading(q1_1_1=3).missing
    assert "1.1.1" in reading().missing


def test_the_first_case_that_holds_decides():
    assert reading(q3_1_1=2, q2_1_1=1).exact == ["3.1.1"]
    assert reading(q3_1_1=0).partly == ["3.1.1"]
    assert "3.1.1" in reading(q3_1_1=1, q2_1_1=1).missing


def test_pillars_and_the_total_are_told_from_the_lowest_to_the_highest():
    found = reading(q1_1_1=5)
    first = found.pillars[0]
    assert (first.low, first.high, first.maximum) == (5, 10, 10)
    assert (first.low_level, first.high_level) == (3, 5)
    assert (found.total.low, found.total.high, found.total.maximum) == (5, 40, 40)
    assert (found.total.low_level, found.total.high_level) == (0, 5)
    assert found.points_known == Fraction(5, 40)


def test_when_everything_is_known_the_range_is_one_point():
    index = Index(other_document())
    rows = [
        {
            "from": code,
            "to": [code],
            "sure": "ours",
            "levels": {str(level): level for level in range(6)},
        }
        for code in index.codes
    ]
    crosswalk = Crosswalk({**DOCUMENT, "rows": rows}, Index(small_document()))
    found = read_under(crosswalk, index, dict.fromkeys(index.codes, 4))
    assert found.total.low == found.total.high
    assert (found.missing, found.points_known) == ([], 1)


def test_known_and_excluded_options_bound_a_choice():
    document = read(
        settings.FIXTURES_DIR / "crosswalks" / "dbi-2021-sme--dbi-2025-sme.yaml"
    ).data
    source = Index(index_document("dbi-2021-sme"))
    target = variants_of(index_document("dbi-2025-sme"))[0]
    found = read_under(
        Crosswalk(document, source), target, {"1.1.1": 0, "1.1.2": 3, "1.1.8": 2}
    )
    span = found.spans["2.5"]
    assert (span.low, span.high, span.chosen) == (1, 4, ("social",))
