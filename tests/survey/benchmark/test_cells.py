"""What of the counts stands in cells: all, no more than about half, or nothing."""

import pytest

from scoring.benchmark import Part
from survey.benchmark import cells as cells_module
from survey.benchmark.cells import cells_of, with_day_of_change
from survey.benchmark.rows import Rows
from survey.benchmark.tallies import unpacked
from survey.models import BenchmarkCell
from tests.builders import NOW
from tests.survey.benchmark.rows_of import nobody, rows_of

SECTOR, OTHER, NONE = (1, 0, 0), (2, 0, 0), (0, 0, 0)
CODES = ("1.1", "1.2")


def cells(percents: Rows, rises: Rows | None = None) -> dict[str, BenchmarkCell]:
    """By sector; "" is all."""
    made = cells_of(
        percents,
        rises or nobody(),
        index_id="small",
        is_fictional=False,
        now=NOW,
    )
    return {cell.sector: cell for cell in made}


def alike(*groups: tuple[int, tuple[int, int, int]]) -> Rows:
    """So many at 50 % in total and at 20 % in the one pillar, in each of these places."""
    profile = []
    for count, place in groups:
        profile += [place] * count
    return rows_of([[500, 200]] * len(profile), profile)


def told(cell: BenchmarkCell) -> list[int]:
    """How many are counted in total and in the pillar."""
    return unpacked(cell.counts, 1).sum(axis=1).tolist()


@pytest.mark.parametrize(
    ("count", "shown", "counts", "middles"),
    [
        (10, 10, [0, 0], [5, 2]),
        (29, 20, [0, 0], [5, 2]),
        (30, 30, [30, 30], [None, None]),
        (34, 34, [34, 34], [None, None]),
    ],
)
def test_from_thirty_on_all_is_told_and_below_only_where_half_stands(
    count, shown, counts, middles
):
    cell = cells(alike((count, NONE)))[""]
    assert (cell.count, told(cell), cell.middles) == (shown, counts, middles)


def test_of_nine_there_is_no_cell():
    assert cells(alike((9, NONE))) == {}


def test_a_cell_of_fewer_than_thirty_holds_nobodys_percent():
    """Whatever the nine others have, the numbers of the tenth are not in it."""
    values = [[0, 0]] * 5 + [[1000, 1000]] * 4
    made = [cells(rows_of([*values, [own, own]]))[""] for own in (300, 420, 555)]
    contents = {(bytes(cell.counts), tuple(cell.middles)) for cell in made}
    assert len(contents) == 1


def test_a_sector_is_not_told_in_full_where_the_few_others_could_be_worked_out():
    made = cells(alike((31, SECTOR), (4, OTHER)))
    assert told(made[""]) == [35, 35]
    assert told(made["I"]) == [0, 0]
    assert (made["I"].count, made["I"].middles) == (30, [5, 2])
    assert "G" not in made


def test_two_sectors_and_nobody_else_are_both_told():
    made = cells(alike((30, SECTOR), (31, OTHER)))
    assert [made[sector].count for sector in ("", "I", "G")] == [61, 30, 31]


def test_a_pillar_that_few_have_is_told_as_of_few():
    """It applies to twelve of forty; to nine of fifty not even that is told."""
    rows = [[500, 700]] * 12 + [[500, -1]] * 28
    cell = cells(rows_of(rows))[""]
    assert (told(cell), cell.middles) == ([40, 0], [None, 7])
    rows = [[500, 700]] * 9 + [[500, -1]] * 41
    cell = cells(rows_of(rows))[""]
    assert (told(cell), cell.middles) == ([50, 0], [None, None])


def test_a_distribution_with_a_small_column_does_not_pass_the_gate(monkeypatch):
    """Should columns ever be joined otherwise, no counts are told rather than too many."""
    columns = (Part(0, 5, 4), Part(5, 10, 36))
    monkeypatch.setattr(cells_module, "joined_parts", lambda counts: columns)
    cell = cells(alike((40, NONE)))[""]
    assert (told(cell), cell.middles, cell.count) == ([0, 0], [5, 2], 40)


def test_rises_of_fewer_than_thirty_are_not_told():
    percents = alike((40, NONE))
    for count, rises in ((29, 0), (30, 30)):
        risen = rows_of([[True, False]] * count, NONE, CODES, dtype=bool)
        cell = cells(percents, risen)[""]
        assert cell.rises == rises
        assert cell.raised == ({"1.1": 30} if rises else {})


def test_what_was_raised_is_told_in_steps_of_five():
    risen = [[number < 33, number < 4] for number in range(34)]
    rises = rows_of(risen, NONE, CODES, dtype=bool)
    assert cells(alike((40, NONE)), rises)[""].raised == {"1.1": 30}


def test_a_cell_that_tells_the_same_keeps_its_day():
    before = cells(alike((30, NONE)))[""]
    before.updated_at = "earlier"
    for more, day in ((0, "earlier"), (5, NOW)):
        cell = cells(alike((30 + more, NONE)))[""]
        with_day_of_change([cell], [before])
        assert cell.updated_at == day
