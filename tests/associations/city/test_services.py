"""Who is counted in what the city sees, and that one newcomer is never read out of it."""

from datetime import UTC, datetime, timedelta

import pytest

from accounts.models import Consent
from accounts.services import give_consent
from associations.city.queries import table_of
from associations.city.services import agree_to_be_counted, publish_figures
from associations.city.texts import CURRENT
from associations.consents.services import take_back
from associations.errors import AssociationError
from associations.models import CityFigures
from survey.models import Result
from tests.builders import (
    NOW,
    make_assessment,
    make_index_version,
    make_organisation,
    make_result,
    make_user,
)

pytestmark = [pytest.mark.django_db, pytest.mark.sql]

LATER = NOW + timedelta(days=1)


class City:
    """An agency, and enterprises that agree or do not."""

    def __init__(self) -> None:
        self.version = make_index_version()
        self.agency = make_organisation("agency", "Trung tâm Chuyển đổi số")
        self.owner = make_user("chu@quan.example")

    def add(self, count: int, *, level: int = 3, agree: bool = True, **profile: str):
        return [self._one(level, agree, profile) for _ in range(count)]

    def _one(self, level: int, agree: bool, profile: dict[str, str]):
        enterprise = make_organisation(name="Tiệm Chỉ Một")
        profile = {"sector": "I"} | profile
        assessment = make_assessment(enterprise, self.version, **profile)
        make_result(assessment, level=level, **profile)
        if agree:
            self.agree(enterprise)
        return enterprise

    def agree(self, enterprise, text_version: str = CURRENT.id) -> Consent:
        return agree_to_be_counted(
            enterprise=enterprise,
            agency=self.agency,
            text_version=text_version,
            by=self.owner,
            now=NOW,
        )

    def publish(self) -> bool:
        index_id = self.version.index_id
        return publish_figures(index_id=index_id, is_fictional=False, now=LATER)

    @property
    def figures(self) -> dict:
        return CityFigures.objects.get().figures

    def rows(self, dimension: str = "sector") -> dict:
        rows = table_of(CityFigures.objects.get(), dimension).rows
        return {row.code: row.count for row in rows}


@pytest.fixture
def city() -> City:
    return City()


def test_only_those_who_agreed_are_counted(city):
    city.add(6)
    city.add(7, agree=False)
    assert city.publish()
    assert city.rows() == {"I": 6}
    assert city.figures["enterprises"] == 6


def test_sharing_with_an_association_is_no_agreement_to_be_counted(city):
    enterprises = city.add(6, agree=False)
    association = make_organisation("association", "Hội May")
    for enterprise in enterprises:
        give_consent(
            enterprise=enterprise,
            grantee=association,
            purpose=Consent.Purpose.FOLLOW,
            items=["aggregate"],
            text_version="share-3-2026-11",
            by=city.owner,
            now=NOW,
        )
    assert not city.publish()


def test_other_words_than_those_of_today_are_not_agreed_to(city):
    (enterprise,) = city.add(1, agree=False)
    with pytest.raises(AssociationError):
        city.agree(enterprise, "count-2020-01")
    assert not Consent.objects.exists()


def test_of_four_nothing_is_told(city):
    city.add(4)
    assert not city.publish()
    assert not CityFigures.objects.exists()


def test_a_sector_of_few_is_told_with_others(city):
    city.add(6, sector="I")
    city.add(6, sector="C")
    city.add(3, sector="G")
    city.publish()
    told = city.rows()
    assert "G" not in told
    assert sum(told.values()) == 15
    assert min(told.values()) >= 5


def test_an_enterprise_counts_once_with_its_newest_result(city):
    city.add(5)
    (enterprise,) = city.add(1, level=1)
    second = make_assessment(enterprise, city.version, round=2)
    make_result(second, level=3, sector="I")
    city.publish()
    assert city.figures["enterprises"] == 6
    (row,) = city.figures["dimensions"]["sector"]["rows"]
    assert row["cells"].count(6) == 1


def test_what_was_published_does_not_change_for_one_newcomer(city):
    """Whoever takes the new figures from the old would have read the newcomer's level."""
    city.add(6)
    city.publish()
    before = city.figures
    city.add(1, level=5)
    city.publish()
    assert city.figures == before


def test_five_newcomers_at_once_are_told(city):
    city.add(6)
    city.publish()
    city.add(5, level=3)
    city.publish()
    assert city.rows() == {"I": 11}


def test_newcomers_that_are_few_in_one_cut_wait_in_all(city):
    """Five in all, but one of them alone in its sector: by sectors it could be read."""
    city.add(6, sector="I")
    city.add(6, sector="C")
    city.publish()
    city.add(4, sector="I")
    city.add(1, sector="C", level=5)
    city.publish()
    assert city.rows() == {"I": 6, "C": 6}
    assert sum(city.rows("size").values()) == 12


def test_who_withdraws_is_gone_with_the_next_figures_of_several(city):
    enterprises = city.add(12)
    city.publish()
    for number, enterprise in enumerate(enterprises[:5], start=1):
        consent = Consent.objects.get(enterprise=enterprise)
        take_back(consent=consent, by=city.owner, now=NOW)
        city.publish()
        assert city.rows() == {"I": 12 if number < 5 else 7}


def test_invented_enterprises_and_real_ones_are_never_mixed(city):
    enterprises = city.add(6)
    enterprises[0].is_fictional = True
    enterprises[0].save()
    city.publish()
    assert city.rows() == {"I": 5}


def test_publishing_twice_changes_nothing(city):
    city.add(6)
    city.publish()
    first = CityFigures.objects.get()
    city.publish()
    second = CityFigures.objects.get()
    assert (first.figures, bytes(first.told)) == (second.figures, bytes(second.told))


def test_totals_of_all_cuts_agree_and_no_cell_is_small(city):
    city.add(9, sector="I", level=2)
    city.add(8, sector="C", level=3)
    city.add(2, sector="G", level=1)
    city.publish()
    for name, dimension in city.figures["dimensions"].items():
        assert sum(row["count"] for row in dimension["rows"]) == 19, name
        cells = [cell for row in dimension["rows"] for cell in row["cells"]]
        assert not [cell for cell in cells if 0 < cell < 5], name


def test_one_who_changes_in_a_crossing_waits_though_five_change_in_each_cut(city):
    """Taken from each other, two publications would tell the size and level of one."""
    for sector in "IC":
        for size in ("micro", "small"):
            city.add(8, sector=sector, size=size)
    city.publish()
    before = city.figures
    for sector, size, count in [("I", "micro", 4), ("I", "small", 1)]:
        city.add(count, sector=sector, size=size, level=1)
    for sector, size, count in [("C", "micro", 1), ("C", "small", 4)]:
        city.add(count, sector=sector, size=size, level=1)
    city.publish()
    assert city.figures == before
    city.add(4, sector="I", size="small", level=1)
    city.add(4, sector="C", size="micro", level=1)
    city.add(1, sector="C", size="small", level=1)
    city.add(1, sector="I", size="micro", level=1)
    city.publish()
    assert city.rows() == {"I": 26, "C": 26}


def test_no_count_in_any_crossing_is_small_and_all_add_up(city):
    for number, count in enumerate((9, 3, 7, 2, 6, 8, 1, 5)):
        profile = {"sector": "ICG"[number % 3], "size": ("micro", "small")[number % 2]}
        city.add(count, level=number % 4, **profile)
    city.publish()
    for kind, crossing in city.figures["crossings"].items():
        counts = [cell["count"] for cell in crossing["cells"]]
        assert sum(counts) == 41, kind
        told = [count for cell in crossing["cells"] for count in cell["cells"]]
        assert not [count for count in told if 0 < count < 5], kind


@pytest.mark.parametrize(
    ("sent", "quarter"),
    [
        (datetime(2026, 12, 31, 16, 59, tzinfo=UTC), "2026-4"),
        (datetime(2026, 12, 31, 17, 0, tzinfo=UTC), "2027-1"),
        (datetime(2027, 3, 31, 16, 59, tzinfo=UTC), "2027-1"),
        (datetime(2027, 3, 31, 17, 0, tzinfo=UTC), "2027-2"),
        (datetime(2027, 6, 30, 17, 0, tzinfo=UTC), "2027-3"),
        (datetime(2027, 9, 30, 17, 0, tzinfo=UTC), "2027-4"),
    ],
)
def test_a_quarter_begins_at_midnight_in_the_city(city, sent, quarter):
    """Not seven hours later, when it begins in London."""
    city.add(6)
    Result.objects.update(created_at=sent)
    assert city.publish()
    assert city.rows("quarter") == {quarter: 6}
