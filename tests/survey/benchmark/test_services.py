"""The counted cells that results are compared with."""

from io import StringIO
from unittest import mock

import numpy as np
import pytest
from django.core.management import CommandError, call_command

from accounts.models import AuditEvent, Consent, Organisation
from registry.areas import areas_by_former_province
from scoring.benchmark import Cell, rank_of
from scoring.percent import tenths
from survey.benchmark import columns as benchmark
from survey.benchmark.columns import unpacked
from survey.benchmark.queries import samples_for
from survey.benchmark.services import refresh_benchmark
from survey.errors import SurveyError
from survey.models import BenchmarkCell, Result
from survey.results.queries import results
from tests.builders import (
    NOW,
    make_assessment,
    make_index_version,
    make_organisation,
    make_result,
    make_version_of,
)

pytestmark = [pytest.mark.django_db, pytest.mark.sql]
WARDS = [
    units[0].code for _name, units in areas_by_former_province()
]  # one in each former province
HCM, BINH_DUONG, BA_RIA = WARDS


def make_many(
    count: int, *levels: int, fictional: bool = False, **profile
) -> list[Result]:
    """Enterprises with one round for each of `levels`; the newest result of each."""
    newest = []
    for _number in range(count):
        enterprise = make_organisation(is_fictional=fictional)
        for round_number, level in enumerate(levels or (3,), start=1):
            result = make_result(
                make_assessment(enterprise, round=round_number, **profile), level=level
            )
        newest.append(result)
    return newest


def refresh() -> None:
    refresh_benchmark(index_id="small", now=NOW)


def cell(
    fictional: bool = False, sector: str = "", size: str = "", area: str = ""
) -> BenchmarkCell | None:
    return BenchmarkCell.objects.filter(
        is_fictional=fictional, sector=sector, size=size, area=area
    ).first()


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


def test_cells_hold_numbers_and_nobodys_identity():
    names = {field.name for field in BenchmarkCell._meta.get_fields()}
    assert not {"organisation", "result", "assessment"} & names
    assert not any(field.is_relation for field in BenchmarkCell._meta.get_fields())


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
        with django_assert_num_queries(10):
            refresh()


def test_an_index_nobody_answered_has_no_cells_and_an_unknown_one_is_refused():
    make_index_version()
    refresh()
    assert not BenchmarkCell.objects.exists()
    with pytest.raises(SurveyError) as error:
        refresh_benchmark(index_id="khong-co", now=NOW)
    assert error.value.code == "unknown_index"


def test_a_sample_is_looked_for_from_the_narrowest_step_on():
    result = make_many(10, sector="I", size="small", area=BINH_DUONG)[0]
    refresh()
    with_area = samples_for(result)
    assert with_area.steps == (
        Cell("I", "small", "binh-duong"),
        Cell("I", "small"),
        Cell("I"),
        Cell(),
    )
    assert with_area.offered() == (0,)
    make_many(10, sector="I", size="small", area=HCM)
    make_many(30, sector="G", size="small", area=HCM)
    refresh()
    assert [one.count for one in samples_for(result).cells] == [10, 20, 20, 50]
    assert samples_for(result).offered() == (0, 1, 3)


def test_too_small_a_cell_is_passed_over():
    result = make_many(3, sector="I", size="small", area=BA_RIA)[0]
    make_many(5, sector="I", size="micro", area=BA_RIA)
    make_many(4, sector="I", size="micro", area=HCM)
    refresh()
    assert [one and one.count for one in samples_for(result).cells] == [
        None,
        None,
        12,
        12,
    ]
    assert samples_for(result).offered() == (2,)


def test_it_takes_one_query_to_find_the_samples(django_assert_num_queries):
    result = results().get(pk=make_many(10, area=HCM)[0].pk)
    refresh()
    with django_assert_num_queries(1):
        samples_for(result)


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


def test_rises_are_widened_by_themselves():
    result = make_many(10, 2, sector="I", size="small", area=HCM)[0]
    make_many(6, 1, 2, sector="I", size="micro")
    make_many(6, 1, 2, sector="G", size="micro")
    refresh()
    samples = samples_for(result)
    assert samples.offered()[0] == 0
    assert samples.steps[samples.of_rises()] == Cell()


def test_the_command_counts_one_index_or_all_and_says_so():
    make_many(10, 1, 2)
    make_version_of("dbi-2023-sme")  # nobody answers that one
    told = StringIO()
    call_command("refresh_benchmark", stdout=told)
    assert told.getvalue().startswith(
        "small: 10 enterprises (20 results, 10 rose a level) in 3 cells"
    )
    call_command("refresh_benchmark", "small", stdout=told)
    with pytest.raises(CommandError, match="There are: small"):
        call_command("refresh_benchmark", "khac")
