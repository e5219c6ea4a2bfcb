"""The counted cells that results are compared with."""

from unittest import mock

import numpy as np
import pytest

from accounts.models import AuditEvent, Consent, Organisation
from scoring.benchmark import rank_of
from scoring.groups import expand_groups
from scoring.percent import tenths
from survey.benchmark import columns as benchmark
from survey.benchmark.columns import unpacked
from survey.benchmark.queries import samples_for
from survey.benchmark.services import refresh_benchmark
from survey.errors import SurveyError
from survey.models import BenchmarkCell, Result
from tests.builders import (
    NOW,
    make_assessment,
    make_correction,
    make_index_version,
    make_organisation,
    make_result,
    make_version_of,
)
from tests.survey.benchmark.many import (
    BINH_DUONG,
    HCM,
    cell,
    make_many,
    refresh,
)

pytestmark = [pytest.mark.django_db, pytest.mark.sql]


def total_counts(found: BenchmarkCell) -> np.ndarray:
    return unpacked(found.counts, len(found.pillars))[0]


def percent_of(result: Result) -> int:
    return int(tenths(np.array([result.total]), np.array([result.maximum]))[0])


def test_every_enterprise_is_counted_in_its_sector_size_and_former_province():
    make_many(10, sector="I", size="small", area=BINH_DUONG)
    make_many(12, sector="I", size="small", area=HCM)
    make_many(11, sector="I", size="micro", area=HCM)
    make_many(13, sector="G", size="small", area="")
    refresh()
    counted = {
        (one.sector, one.size, one.area): one.count
        for one in BenchmarkCell.objects.filter(is_fictional=False)
    }
    assert counted == {
        ("", "", ""): 46,
        ("I", "", ""): 33,
        ("I", "small", ""): 22,
        ("I", "micro", ""): 11,
        ("I", "small", "binh-duong"): 10,
        ("I", "small", "ho-chi-minh"): 12,
        ("I", "micro", "ho-chi-minh"): 11,
        ("G", "", ""): 13,
        ("G", "small", ""): 13,
    }


def test_a_cell_of_nine_enterprises_is_never_written():
    make_many(9, sector="I", size="small")
    refresh()
    assert not BenchmarkCell.objects.exists()
    make_many(1, sector="G", size="small")
    refresh()
    assert [(one.sector, one.count) for one in BenchmarkCell.objects.all()] == [
        ("", 10)
    ]


def test_the_counts_are_those_of_the_results():
    results = [*make_many(6, 1), *make_many(4, 3), *make_many(2, 5)]
    refresh()
    counts = total_counts(cell())
    expected = np.bincount([percent_of(one) for one in results], minlength=1001)
    assert (counts == expected).all()
    assert rank_of(counts, percent_of(results[6])).of_hundred == 100 * (2 * 6 + 4) // 24


def test_rounds_of_one_enterprise_count_once_and_the_newest_counts():
    results = make_many(10, 1, 2, 4)
    refresh()
    found = cell()
    assert found.count == 10
    assert total_counts(found)[percent_of(results[0])] == 10
    assert total_counts(found).sum() == 10


def test_a_round_read_again_by_a_newer_engine_does_not_pass_for_a_newer_round():
    first, *_others = make_many(10, 1)
    later = make_result(make_assessment(first.organisation, round=2), level=4)
    make_result(first.assessment, level=1, engine_version="99")
    refresh()
    assert total_counts(cell())[percent_of(later)] == 1


def test_invented_enterprises_are_counted_apart():
    real, invented = make_many(10, 2)[0], make_many(15, 4, fictional=True)[0]
    refresh()
    assert (cell().count, cell(fictional=True).count) == (10, 15)
    assert samples_for(real).cells[-1].count == 10
    assert samples_for(invented).cells[-1].count == 15


def test_withdrawing_a_consent_changes_no_count():
    result = make_many(10)[0]
    association = make_organisation("association", "Hội A")
    consent = Consent.objects.create(
        enterprise=result.organisation,
        grantee=association,
        purpose="follow",
        items=["pillars"],
        given_at=NOW,
    )
    refresh()
    before = list(
        BenchmarkCell.objects.order_by("sector", "size").values(
            "count", "counts", "raised"
        )
    )
    Consent.objects.filter(pk=consent.pk).update(withdrawn_at=NOW)
    refresh()
    assert (
        list(
            BenchmarkCell.objects.order_by("sector", "size").values(
                "count", "counts", "raised"
            )
        )
        == before
    )


def test_an_enterprise_that_is_deleted_is_gone_after_the_next_count():
    result = make_many(11)[0]
    refresh()
    Organisation.objects.filter(pk=result.organisation_id).delete()
    refresh()
    assert cell().count == 10


def test_counting_again_puts_new_cells_in_place_of_old_ones_and_notes_it():
    make_many(10, sector="I")
    refresh()
    Result.objects.update(sector="G")
    refresh()
    assert cell(sector="I") is None
    assert cell(sector="G").count == 10
    assert (
        AuditEvent.objects.filter(
            action="benchmark.refreshed", subject="index:small"
        ).count()
        == 2
    )


def test_when_counting_fails_the_old_cells_stay():
    make_many(10)
    refresh()
    with (
        mock.patch("survey.benchmark.services.record_event", side_effect=RuntimeError),
        pytest.raises(RuntimeError),
    ):
        refresh()
    assert cell().count == 10


def test_results_are_read_block_by_block_with_the_same_outcome(monkeypatch):
    make_many(7, 1, 2, sector="I")
    make_many(8, 3, sector="G")
    refresh()
    before = list(
        BenchmarkCell.objects.order_by("sector", "size").values_list(
            "sector", "count", "counts", "rises"
        )
    )
    monkeypatch.setattr(benchmark, "BLOCK", 3)
    refresh()
    after = list(
        BenchmarkCell.objects.order_by("sector", "size").values_list(
            "sector", "count", "counts", "rises"
        )
    )
    assert after == before


def test_counting_takes_the_same_number_of_queries_however_many_results_there_are(
    django_assert_num_queries,
):
    make_index_version()
    refresh()  # the document of the index is read once in a process
    for _more in range(2):
        make_many(12, 1, 2)
        with django_assert_num_queries(11):
            refresh()


def test_an_index_nobody_answered_has_no_cells_and_an_unknown_one_is_refused():
    make_index_version()
    refresh()
    assert not BenchmarkCell.objects.exists()
    with pytest.raises(SurveyError) as error:
        refresh_benchmark(index_id="khong-co", now=NOW)
    assert error.value.code == "unknown_index"


def test_what_enterprises_that_rose_a_level_raised_is_counted_by_question():
    codes = make_index_version().index.codes
    ones, others = [1] * len(codes), [1] * len(codes)
    others[0] = 2  # this one stood higher before, so it does not rise in these
    for number in range(11):
        enterprise = make_organisation()
        make_result(make_assessment(enterprise), levels=others if number else ones)
        make_result(make_assessment(enterprise, round=2), levels=[2] * len(codes))
    refresh()
    found = cell()
    assert found.rises == 11
    assert found.raised == {codes[0]: 1, **dict.fromkeys(codes[1:], 11)}


def test_what_is_raised_in_two_industries_is_counted_under_the_code_of_each():
    version = make_version_of("wide")
    for number in range(20):
        variant = "farm" if number % 2 else "shop"
        enterprise = make_organisation()
        for turn, level in ((1, 0), (2, 1)):
            draft = make_assessment(enterprise, version, round=turn, variant=variant)
            levels = expand_groups(draft.index.rubric, [level] * len(draft.index.codes))
            make_result(draft, levels=levels)
    refresh_benchmark(index_id="wide", now=NOW)
    raised = BenchmarkCell.objects.get(index_id="wide", sector="").raised
    shop, farm = (set(version.index_in(name).codes) for name in ("shop", "farm"))
    assert raised
    for code, count in raised.items():
        assert count == (20 if code in shop & farm else 10), code
    assert {code for code in raised if code.startswith("3.1")} == {
        code for code in shop | farm if code.startswith("3.1")
    }


def test_rises_of_fewer_than_ten_enterprises_are_not_kept():
    make_many(9, 1, 2)
    make_many(5, 2, 2)
    make_many(5, 3, 1)
    refresh()
    assert (cell().count, cell().rises, cell().raised) == (19, 0, {})


def test_an_enterprise_that_rose_twice_counts_once_by_its_last_rise():
    result = make_many(10, 1, 2, 4)[0]
    refresh()
    assert cell().rises == 10
    assert set(cell().raised.values()) == {10}
    assert samples_for(result).of_rises() == 0


def test_a_corrected_result_is_counted_once_and_is_no_rise():
    corrected = [make_correction(first, level=3) for first in make_many(12, 1)]
    refresh()
    assert cell().count == 12
    assert cell().rises == 0
    counts = total_counts(cell())
    assert counts[percent_of(corrected[0])] == 12, "the first ones are nowhere"
    assert counts.sum() == 12


def test_a_rise_is_measured_from_the_corrected_answers():
    for first in make_many(12, 1):
        make_correction(first, level=3)
        make_result(make_assessment(first.organisation, round=2), level=3)
    refresh()
    assert (cell().count, cell().rises) == (12, 0), "from 1 to 3 nobody rose"


def test_a_correction_that_is_not_sent_yet_changes_nothing():
    for first in make_many(12, 1):
        make_assessment(first.organisation, corrects=first.assessment)
    refresh()
    assert cell().count == 12
