"""The index that is offered: by size class and day, with the reason, and never the only choice."""

from datetime import date

import pytest
from django.urls import reverse

from indexes.offers import (
    cautions,
    effective_day,
    index_names,
    offer,
    open_indexes,
    usual_minutes,
)
from survey.models import Assessment
from tests.builders import make_index_version, make_version_of, small_document

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 22)
PROFILE = {"name": "Cửa hàng An", "sector": "G", "employees": "12"}


def published(
    index_id: str, audience: str, status: str, day: str, effective: str | None = None
):
    document = small_document()
    document["index"] |= {"id": index_id, "audience": audience, "status": status}
    document["index"]["decision"] |= {"date": day} | (
        {"effective": effective} if effective else {}
    )
    return make_index_version(document)


@pytest.fixture
def indexes():
    published("old", "sme", "superseded", "2021-12-13")
    published("half", "sme", "partial", "2025-12-01")
    published("sme", "sme", "in_force", "2025-06-30")
    published("large", "large", "in_force", "2025-06-30")


@pytest.mark.parametrize(
    ("sizes", "today", "wanted"),
    [
        (["micro"], TODAY, "sme"),
        (["small", "medium"], TODAY, "sme"),
        ([], TODAY, "sme"),
        (["large"], TODAY, "large"),
    ],
)
@pytest.mark.usefixtures("indexes")
def test_the_index_in_force_for_the_size_is_offered(sizes, today, wanted):
    found = offer(open_indexes(), sizes, today)
    assert (found.index.id, found.reason) == (wanted, "size")


@pytest.mark.usefixtures("indexes")
def test_while_the_size_is_open_the_index_for_the_smaller_is_offered_and_it_is_said():
    found = offer(open_indexes(), ["medium", "large"], TODAY)
    assert (found.index.id, found.reason) == ("sme", "open")


@pytest.mark.parametrize(
    ("audience", "sizes"),
    [("sme", ["large"]), ("large", ["micro"]), ("large", ["small", "medium"])],
)
def test_an_index_for_other_sizes_is_not_called_one_for_an_open_size(audience, sizes):
    """To add figures would change nothing: there is no index for a size that is possible."""
    published("only", audience, "in_force", "2025-06-30")
    assert offer(open_indexes(), sizes, TODAY).reason == "other_size"


def test_a_decision_is_not_offered_before_it_takes_effect():
    published("old", "sme", "in_force", "2021-12-13")
    published("sme", "sme", "in_force", "2025-06-30", effective="2027-01-01")
    assert offer(open_indexes(), ["small"], TODAY).index.id == "old"
    assert offer(open_indexes(), ["small"], date(2027, 1, 1)).index.id == "sme"


@pytest.mark.usefixtures("indexes")
def test_a_partial_index_is_never_offered_nor_listed():
    assert "half" not in {version.index_id for version in open_indexes()}


def test_a_superseded_index_is_better_than_none():
    published("old", "sme", "superseded", "2021-12-13")
    found = offer(open_indexes(), ["large"], TODAY)
    assert (found.index.id, found.reason) == ("old", "nothing_in_force")
    assert offer([], ["small"], TODAY) is None


@pytest.mark.usefixtures("indexes")
def test_the_owner_sees_which_index_and_why_while_typing(client):
    shown = client.post(
        reverse("survey:start"), PROFILE | {"only_size": "1"}
    ).content.decode()
    assert "30/06/2025" in shown
    assert not Assessment.objects.exists()


@pytest.mark.usefixtures("indexes")
@pytest.mark.parametrize(
    ("chosen", "wanted"), [("", "sme"), ("old", "old"), ("large", "large")]
)
def test_another_index_may_be_chosen(client, chosen, wanted):
    client.post(reverse("survey:start"), PROFILE | {"index": chosen})
    assert Assessment.objects.get().index_version.index_id == wanted


@pytest.mark.usefixtures("indexes")
def test_an_index_that_is_not_offered_is_refused_and_nothing_typed_is_lost(client):
    shown = client.post(reverse("survey:start"), PROFILE | {"index": "half"})
    assert shown.status_code == 200
    assert "Cửa hàng An" in shown.content.decode()
    assert not Assessment.objects.exists()


def test_a_large_enterprise_meets_the_groups_of_its_index(client):
    make_version_of("wide")
    response = client.post(reverse("survey:start"), PROFILE, follow=True)
    assert response.redirect_chain[-1][0].endswith("/nganh/")


def test_nothing_is_offered_where_nothing_is_published():
    assert open_indexes() == []
    assert offer([], ["small"], TODAY) is None
    assert usual_minutes(TODAY) is None


@pytest.mark.usefixtures("indexes")
def test_the_newest_decision_comes_first_and_what_is_known_in_part_is_none():
    ids = [version.index_id for version in open_indexes()]
    assert set(ids[:2]) == {"sme", "large"}
    assert ids[2:] == ["old"]


def test_of_an_index_the_newest_version_is_offered():
    document = small_document()
    make_index_version(document)
    document["index"] |= {"version": 2, "minutes": 9}
    make_index_version(document)
    assert [version.version for version in open_indexes()] == [2]
    assert usual_minutes(TODAY) == 9


def test_an_index_for_every_size_is_offered_to_every_size():
    published("all", "any", "in_force", "2025-06-30")
    for sizes in (["micro"], ["medium", "large"], []):
        found = offer(open_indexes(), sizes, TODAY)
        assert (found.index.id, found.reason) == ("all", "any")


def test_rather_what_was_superseded_for_this_size_than_what_is_in_force_for_another():
    published("old", "large", "superseded", "2020-01-01")
    published("new", "sme", "in_force", "2025-06-30")
    found = offer(open_indexes(), ["large"], TODAY)
    assert (found.index.id, found.reason) == ("old", "nothing_in_force")


@pytest.mark.parametrize(
    ("decided", "effective", "day"),
    [
        ("2025-06-30", None, date(2025, 6, 30)),
        ("2025-06-30", "2025-08-01", date(2025, 8, 1)),
    ],
)
def test_an_index_takes_effect_on_the_day_it_says_or_when_it_was_decided(
    decided, effective, day
):
    version = published("sme", "sme", "in_force", decided, effective)
    assert effective_day(version.index) == day
    assert offer([version], ["small"], day).effective == day


@pytest.mark.parametrize(
    ("audience", "status", "sizes", "codes"),
    [
        ("sme", "in_force", ["small"], []),
        ("sme", "in_force", [], []),
        ("any", "in_force", ["large"], []),
        ("sme", "in_force", ["large"], ["other_size"]),
        ("sme", "in_force", ["medium", "large"], []),
        ("large", "in_force", ["medium", "large"], ["open_size"]),
        ("large", "in_force", ["micro", "small"], ["other_size"]),
        ("sme", "superseded", ["small"], ["superseded"]),
        ("large", "superseded", ["small"], ["superseded", "other_size"]),
    ],
)
def test_who_chooses_an_index_is_told_what_speaks_against_it(
    audience, status, sizes, codes
):
    version = published("chosen", audience, status, "2025-06-30")
    assert cautions(version.index, sizes) == codes


@pytest.mark.sql
@pytest.mark.usefixtures("indexes")
def test_every_index_that_was_ever_answered_has_its_short_name():
    retired = make_index_version()
    retired.status = "retired"
    retired.save()
    names = index_names()
    assert list(names) == ["sme", "small", "old", "large"]
    assert set(names.values()) == {"Thử"}
