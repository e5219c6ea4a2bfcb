"""Whoever makes enterprises up, asks again and again or subtracts reads no real one out."""

from datetime import timedelta
from itertools import combinations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from accounts.models import Confirmation, Membership, Organisation
from scoring.benchmark import FULL, Cell
from scoring.publication import full_cells
from survey.benchmark.cells import cells_of
from survey.benchmark.queries import samples_for
from survey.benchmark.tallies import unpacked
from survey.models import BenchmarkCell, CountedRows, Origin, Result
from tests.builders import NOW, make_assessment, make_organisation, make_result
from tests.personas import make_affiliation
from tests.survey.benchmark.many import (
    BINH_DUONG,
    HCM,
    cell,
    make_independent,
    make_many,
    refresh,
)
from tests.survey.benchmark.rows_of import nobody, rows_of

LATER = NOW + timedelta(days=1)
pytestmark = pytest.mark.django_db


def told() -> list[tuple]:
    """All that any page can read, of every cell."""
    cells = BenchmarkCell.objects.order_by("is_fictional", "sector", "size", "area")
    return [
        (
            str(each),
            bytes(each.counts),
            each.middles,
            each.rises,
            each.raised,
            each.updated_at,
        )
        for each in cells
    ]


def confirm(enterprise: Organisation, association: Organisation) -> None:
    Confirmation.objects.create(
        enterprise=enterprise, association=association, given_at=NOW
    )


def make_up(count: int, make=make_organisation, level: int = 0) -> list[Organisation]:
    """Enterprises of one person, each with a result."""
    made_up = [make() for _number in range(count)]
    for enterprise in made_up:
        make_result(make_assessment(enterprise), level=level)
    return made_up


class TestNineMadeUpAndOneReal:
    @pytest.fixture(autouse=True)
    def real(self):
        return make_many(1, 3)[0]

    def test_without_an_account_they_count_for_nothing(self):
        make_up(9)
        assert refresh().independent == 1
        assert told() == []

    def test_by_hundreds_neither(self):
        make_up(100)
        assert refresh().independent == 1
        assert told() == []

    def test_all_in_one_account_they_count_for_one(self):
        first, *more = make_up(9, make_independent)
        owner = first.memberships.get().user
        Membership.objects.filter(organisation__in=more).update(user=owner)
        assert refresh().independent == 2
        assert told() == []

    def test_asking_an_association_makes_them_count_for_nothing_more(self):
        association = make_organisation("association", "Hội A")
        for enterprise in make_up(9):
            make_affiliation(enterprise, association, state="asked")
        assert refresh().independent == 1
        assert told() == []

    @pytest.mark.parametrize("mark", ["network", "device"])
    def test_confirmed_by_mistake_in_one_place_they_count_for_one(self, mark):
        association = make_organisation("association", "Hội A")
        for enterprise in make_up(9):
            Origin.objects.create(organisation=enterprise, **{mark: "a"})
            confirm(enterprise, association)
        assert refresh().independent == 2
        assert told() == []

    def test_confirmed_by_mistake_and_taken_back_they_go_again(self):
        association = make_organisation("association", "Hội A")
        for enterprise in make_up(9):
            confirm(enterprise, association)
        assert refresh().independent == 10
        assert told(), "nine that an association vouches for are nine"
        Confirmation.objects.update(withdrawn_at=LATER)
        assert refresh(now=LATER).independent == 1
        assert told() == []

    def test_nine_addresses_of_one_mailbox_at_gmail_are_one(self):
        for number, enterprise in enumerate(make_up(9, make_independent), start=1):
            owner = enterprise.memberships.get().user
            name = "annguyenvan"
            address = f"{name[:number]}.{name[number:]}@gmail.com"
            owner.emailaddress_set.update(email=address)
        assert refresh().independent == 2
        assert told() == []

    @pytest.mark.parametrize("mark", ["network", "device"])
    def test_with_nine_accounts_from_one_place_they_count_for_one(self, mark):
        for enterprise in make_up(9, make_independent):
            Origin.objects.create(organisation=enterprise, **{mark: "the same"})
        assert refresh().independent == 2
        assert told() == []

    def test_with_nine_accounts_and_one_tax_code_they_count_for_one(self):
        enterprises = make_up(9, make_independent)
        keys = [enterprise.pk for enterprise in enterprises]
        Organisation.objects.filter(pk__in=keys).update(tax_code="0312687878")
        assert refresh().independent == 2
        assert told() == []

    def test_they_lead_no_comparison_of_others_astray(self):
        make_many(30, 3)
        refresh()
        before = told()
        make_up(50, level=5)
        refresh(now=LATER)
        assert told() == before

    def test_even_nine_that_count_leave_the_real_one_unread(self, real):
        """All that is told is where about half stands, and that rests on six."""
        make_many(5, 0)
        make_many(4, 5)
        refresh()
        (all_cell,) = [each for each in told() if "small: //" in each[0]]
        assert not unpacked(all_cell[1], 3).any()
        before = told()
        # The real one with other answers: whoever made up the others sees no difference.
        Organisation.objects.filter(pk=real.organisation_id).delete()
        BenchmarkCell.objects.all().delete()
        make_many(1, 2)
        CountedRows.objects.all().delete()  # as if nothing had been told yet
        refresh()
        assert told() == before


class TestBeforeAndAfter:
    @pytest.fixture(params=[12, 40], autouse=True)
    def result(self, request) -> Result:
        """Among few, and among so many that counts are told."""
        result = make_many(request.param, 2, sector="I", size="small", area=HCM)[0]
        refresh()
        return result

    @pytest.mark.parametrize("newcomers", [1, 4])
    def test_up_to_four_newcomers_change_nothing_that_is_shown(self, newcomers):
        before = told()
        for _more in range(newcomers):
            make_many(1, 5, sector="I", size="small", area=HCM)
            refresh(now=LATER)
            assert told() == before

    def test_with_the_fifth_they_are_shown_together(self):
        before = told()
        make_many(5, 5, sector="I", size="small", area=HCM)
        assert refresh(now=LATER).waiting == 0
        assert told() != before

    def test_five_newcomers_change_no_cell_that_one_of_them_stands_in_alone(self):
        before = {each[0]: each for each in told()}
        make_many(4, 5, sector="G")
        make_many(1, 5, sector="I", size="small", area=HCM)
        assert refresh(now=LATER).waiting == 5
        assert {each[0]: each for each in told()} == before

    def test_one_that_answers_again_changes_nothing_that_is_shown(self, result):
        before = told()
        again = make_assessment(
            result.organisation, round=2, sector="I", size="small", area=HCM
        )
        make_result(again, level=5)
        assert refresh(now=LATER).waiting == 1
        assert told() == before

    def test_one_that_is_withdrawn_changes_nothing_that_is_shown(self, result):
        before = told()
        Organisation.objects.filter(pk=result.organisation_id).delete()
        assert refresh(now=LATER).waiting == 1
        assert told() == before

    def test_one_that_no_longer_counts_changes_nothing_that_is_shown(self, result):
        before = told()
        result.organisation.memberships.get().user.delete()
        assert refresh(now=LATER).waiting == 1
        assert told() == before

    def test_a_withdrawn_one_is_out_of_the_figures_with_the_fifth(self, result):
        count = cell().count
        Organisation.objects.filter(pk=result.organisation_id).delete()
        make_many(4, 2, sector="I", size="small", area=HCM)
        refresh(now=LATER)
        expected = count + 3 if count >= FULL else 10
        assert cell().count == expected
        counted = unpacked(cell().counts, 3)[0].sum()
        assert counted == (expected if count >= FULL else 0)


def exact_counts(found: BenchmarkCell):
    return unpacked(found.counts, len(found.pillars))[0]


class TestTwoFiltersSubtracted:
    def test_a_sector_without_one_of_its_sizes_is_no_small_sample(self):
        make_many(31, 3, sector="I", size="small", area=HCM)
        make_many(3, 5, sector="I", size="micro", area=HCM)
        make_many(40, 1, sector="G", size="small", area=BINH_DUONG)
        refresh()
        assert cell(sector="I").tells_counts
        assert not cell(sector="I", size="small").tells_counts
        assert not cell(sector="I", size="small", area="ho-chi-minh").tells_counts
        # The size is told all the same, as of a small sample.
        assert cell(sector="I", size="small").middles[0] is not None

    def test_whatever_may_be_chosen_the_difference_is_none_or_large(self):
        make_many(35, 3, sector="I", size="small", area=HCM)
        make_many(31, 2, sector="I", size="micro", area=HCM)
        make_many(12, 5, sector="I", size="micro", area=BINH_DUONG)
        make_many(33, 1, sector="G", size="small", area="")
        refresh()
        full = [each for each in BenchmarkCell.objects.all() if each.tells_counts]
        assert len(full) > 3
        for wide, narrow in combinations(full, 2):
            left = abs(exact_counts(wide).sum() - exact_counts(narrow).sum())
            if is_within(narrow, wide) or is_within(wide, narrow):
                assert left == 0 or left >= FULL

    def test_every_step_that_is_offered_to_somebody_shows_the_same_cells(self):
        """Whoever begins one enterprise after the other sees fixed cells, no others."""
        make_many(35, 3, sector="I", size="small", area=HCM)
        make_many(7, 3, sector="I", size="micro", area=HCM)
        refresh()
        probe = make_assessment(sector="I", size="micro", area=HCM)
        samples = samples_for(make_result(probe))
        assert samples.cells[:2] == (None, None)
        assert samples.steps[2:] == (Cell("I"), Cell())


def is_within(narrow: BenchmarkCell, wide: BenchmarkCell) -> bool:
    parts = ("sector", "size", "area")
    return all(getattr(wide, part) in ("", getattr(narrow, part)) for part in parts)


PLACES = st.tuples(st.integers(0, 2), st.integers(0, 2), st.integers(0, 1))
CROWDS = st.dictionaries(PLACES, st.integers(1, 45), min_size=1)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(CROWDS)
def test_no_sum_or_difference_of_what_is_told_is_a_small_sample(crowds):
    """Of each cell everything told within it is taken away: nobody is left, or many are."""
    kinds = []
    for place, count in crowds.items():
        kinds += [place] * count
    percents = rows_of([[500, 200]] * len(kinds), kinds)
    made = cells_of(percents, nobody(), index_id="small", is_fictional=False, now=NOW)
    counts = {}
    for each in made:
        if each.tells_counts:
            counts[each.sector, each.size, each.area] = exact_counts(each).sum()
    assert len(counts) == len(full_cells(percents.profile))
    for path, count in counts.items():
        depth = sum(map(bool, path))
        within = [
            other
            for other in counts
            if sum(map(bool, other)) == depth + 1 and other[:depth] == path[:depth]
        ]
        left = count - sum(counts[other] for other in within)
        assert left == 0 or left >= FULL
