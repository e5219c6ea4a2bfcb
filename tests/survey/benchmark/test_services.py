"""The counted cells that results are compared with."""

from unittest import mock

import numpy as np
import pytest

from accounts.models import AuditEvent, Consent, Organisation
from scoring.benchmark import rank_of
from scoring.groups import expand_groups
from scoring.percent import tenths
from survey.benchmark import columns as benchmark
from survey.benchmark import services
from survey.benchmark.queries import samples_for
from survey.benchmark.services import Refreshed, refresh_benchmark
from survey.benchmark.tallies import unpacked
from survey.errors import SurveyError
from survey.models import BenchmarkCell, CountedRows, Result
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
    make_independent,
    make_many,
    refresh,
)

pytestmark = [pytest.mark.django_db, pytest.mark.sql]


def total_counts(found: BenchmarkCell) -> np.ndarray:
    return unpacked(found.counts, len(found.pillars))[0]


def percent_of(result: Result) -> int:
    return int(tenths(np.array([result.total]), np.array([result.maximum]))[0])


def test_every_enterprise_is_counted_in_its_sector_size_and_former_province():
    make_many(30, sector="I", size="small", area=BINH_DUONG)
    make_many(32, sector="I", size="small", area=HCM)
    make_many(31, sector="I", size="micro", area=HCM)
    make_many(13, sector="G", size="small", area="")
    refresh()
    counted = {
        (one.sector, one.size, one.area): one.count
        for one in BenchmarkCell.objects.filter(is_fictional=False)
    }
    assert counted == {
        ("", "", ""): 106,
        # Rounded down: beside all of them, the exact number would tell of the thirteen.
        ("I", "", ""): 90,
        ("I", "small", ""): 60,
        ("I", "micro", ""): 30,
        ("I", "small", "binh-duong"): 30,
        ("I", "small", "ho-chi-minh"): 30,
        ("I", "micro", "ho-chi-minh"): 30,
        ("G", "", ""): 10,
        ("G", "small", ""): 10,
    }


def test_a_cell_of_nine_enterprises_is_never_written():
    make_many(9, sector="I", size="small")
    refresh()
    assert not BenchmarkCell.objects.exists()
    make_many(1, sector="G", size="small")
    refresh()
    # One more is too few to be told of.
    assert not BenchmarkCell.objects.exists()
    make_many(4, sector="G", size="small")
    refresh()
    assert [(one.sector, one.count) for one in BenchmarkCell.objects.all()] == [
        ("", 10)
    ]


def test_the_counts_are_those_of_the_results():
    results = [*make_many(16, 1), *make_many(12, 3), *make_many(2, 5)]
    refresh()
    counts = total_counts(cell())
    expected = np.bincount([percent_of(one) for one in results], minlength=1001)
    assert (counts == expected).all()
    rank = rank_of(counts, percent_of(results[16]))
    assert rank.of_hundred == 100 * (2 * 16 + 12) // 60


def test_rounds_of_one_enterprise_count_once_and_the_newest_counts():
    results = make_many(30, 1, 2, 4)
    refresh()
    found = cell()
    assert found.count == 30
    assert total_counts(found)[percent_of(results[0])] == 30
    assert total_counts(found).sum() == 30


def test_a_round_read_again_by_a_newer_engine_does_not_pass_for_a_newer_round():
    first, *_others = make_many(30, 1)
    later = make_result(make_assessment(first.organisation, round=2), level=4)
    make_result(first.assessment, level=1, engine_version="99")
    refresh()
    assert total_counts(cell())[percent_of(later)] == 1


def test_invented_enterprises_are_counted_apart():
    real, invented = make_many(10, 2)[0], make_many(30, 4, fictional=True)[0]
    refresh()
    assert (cell().count, cell(fictional=True).count) == (10, 30)
    assert samples_for(real).cells[-1].count == 10
    assert samples_for(invented).cells[-1].count == 30


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


def test_enterprises_that_are_deleted_are_gone_once_five_of_them_are():
    results = make_many(35)
    refresh()
    for number, left in ((1, 35), (4, 35), (5, 30)):
        gone = [result.organisation_id for result in results[:number]]
        Organisation.objects.filter(pk__in=gone).delete()
        refresh()
        assert cell().count == left


def test_counting_again_puts_new_cells_in_place_of_old_ones_and_notes_it():
    results = make_many(10, sector="I")
    refresh()
    for result in results:
        again = make_assessment(result.organisation, round=2, sector="G")
        make_result(again)
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
    assert CountedRows.objects.count() == 4


def test_results_are_read_block_by_block_with_the_same_outcome(monkeypatch):
    make_many(17, 1, 2, sector="I")
    make_many(18, 3, sector="G")
    refresh()
    before = list(
        BenchmarkCell.objects.order_by("sector", "size").values_list(
            "sector", "count", "counts", "rises"
        )
    )
    monkeypatch.setattr(benchmark, "BLOCK", 3)
    CountedRows.objects.all().delete()  # all is told anew
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
    """Eight read who counts: versions, results, replaced rounds, owners, who is confirmed,
    enterprises, origins, levels. Two what was told before, and who is invented. Twelve put
    the new in its place: a savepoint and its end, the lock, whether somebody else was
    first, the old cells, cells and rows deleted and written, the audit with the end of its
    chain before and after.
    """
    make_index_version()
    refresh()  # the document of the index is read once in a process
    for _more in range(2):
        make_many(30, 1, 2)
        with django_assert_num_queries(22):
            refresh()


def test_it_tells_how_many_count_and_how_many_wait():
    make_many(10)
    make_result()  # without an account
    assert refresh() == Refreshed(
        results=11, enterprises=11, independent=10, waiting=0, rises=0, cells=3
    )
    make_many(2)
    assert refresh().waiting == 2


def test_who_refreshes_at_the_same_time_counts_on_from_what_the_other_told():
    make_many(10)
    refresh()
    make_many(5)
    replace = services._replace

    def after_another(*given):
        with mock.patch.object(services, "_replace", replace):
            refresh()
        return replace(*given)

    once = mock.Mock(side_effect=[after_another, replace])
    with mock.patch.object(services, "_replace", lambda *given: once()(*given)):
        refresh()
    assert once.call_count == 2
    assert cell().count == 10
    assert CountedRows.objects.count() == 4


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
    for number in range(31):
        enterprise = make_independent()
        make_result(make_assessment(enterprise), levels=others if number else ones)
        make_result(make_assessment(enterprise, round=2), levels=[2] * len(codes))
    refresh()
    found = cell()
    assert found.rises == 31
    assert found.raised == dict.fromkeys(codes[1:], 30), "in steps of five"


def test_what_is_raised_in_two_industries_is_counted_under_the_code_of_each():
    version = make_version_of("wide")
    for number in range(30):
        variant = "farm" if number % 2 else "shop"
        enterprise = make_independent()
        for turn, level in ((1, 0), (2, 1)):
            draft = make_assessment(enterprise, version, round=turn, variant=variant)
            levels = expand_groups(draft.index.rubric, [level] * len(draft.index.codes))
            make_result(draft, levels=levels)
    refresh_benchmark(index_id="wide", now=NOW)
    raised = BenchmarkCell.objects.get(index_id="wide", sector="").raised
    shop, farm = (set(version.index_in(name).codes) for name in ("shop", "farm"))
    assert raised
    for code, count in raised.items():
        assert count == (30 if code in shop & farm else 15), code
    assert {code for code in raised if code.startswith("3.1")} == {
        code for code in shop | farm if code.startswith("3.1")
    }


def test_rises_of_fewer_than_thirty_enterprises_are_not_told():
    make_many(29, 1, 2)
    make_many(5, 2, 2)
    make_many(5, 3, 1)
    refresh()
    assert (cell().count, cell().rises, cell().raised) == (39, 0, {})


def test_an_enterprise_that_rose_twice_counts_once_by_its_last_rise():
    result = make_many(30, 1, 2, 4)[0]
    refresh()
    assert cell().rises == 30
    assert set(cell().raised.values()) == {30}
    assert samples_for(result).of_rises() == 0


def test_a_corrected_result_is_counted_once_and_is_no_rise():
    corrected = [make_correction(first, level=3) for first in make_many(30, 1)]
    refresh()
    assert cell().count == 30
    assert cell().rises == 0
    counts = total_counts(cell())
    assert counts[percent_of(corrected[0])] == 30, "the first ones are nowhere"
    assert counts.sum() == 30


def test_a_rise_is_measured_from_the_corrected_answers():
    for first in make_many(30, 1):
        make_correction(first, level=3)
        make_result(make_assessment(first.organisation, round=2), level=3)
    refresh()
    assert (cell().count, cell().rises) == (30, 0), "from 1 to 3 nobody rose"


def test_a_correction_that_is_not_sent_yet_changes_nothing():
    for first in make_many(30, 1):
        make_assessment(first.organisation, corrects=first.assessment)
    refresh()
    assert cell().count == 30
