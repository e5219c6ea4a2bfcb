"""A round read again by a later engine keeps its one roadmap, judged by the newest reading."""

from datetime import timedelta

import pytest
from django.urls import reverse

from reports.gather.frozen import Frozen
from reports.gather.roadmap import with_roadmap
from roadmap.models import Roadmap
from roadmap.queries import earlier_roadmap, newer_result
from survey.models import Result
from survey.results.freeze import frozen_result
from tests.builders import (
    NOW,
    make_assessment,
    make_result,
    make_roadmap_of,
)
from tests.personas import make_share, make_staff
from tests.reports.reading import gathered
from tests.roadmap.visits import address, page


def read_anew(result: Result, *, level: int = 1, **moves: int) -> Result:
    """The same round read again, by a later engine."""
    codes = result.index_version.index.codes
    levels = [moves.get(code, level) for code in codes]
    anew = frozen_result(
        assessment=result.assessment,
        levels=levels,
        digest="",
        now=NOW + timedelta(days=120),
    )
    anew.rescored_from, anew.engine_version = result, "99"
    anew.save()
    return anew


def test_a_round_read_anew_passes_for_no_newer_round(owner, result):
    roadmap = make_roadmap_of(result, 4)
    later = make_result(
        make_assessment(owner.organisation, round=2),
        level=2,
        created_at=NOW + timedelta(days=90),
    )
    anew = read_anew(result)
    assert newer_result(result) == later
    assert newer_result(anew) == later
    assert newer_result(later) is None
    assert earlier_roadmap(anew) is None
    assert earlier_roadmap(later) == roadmap


def test_a_round_read_anew_keeps_its_roadmap_on_every_page(owner, result):
    step = make_roadmap_of(result, 3).steps.first()
    anew = read_anew(result)
    for one in (result, anew):
        assert f"viec-{step.public_id}" in page(owner.client, one)
        home = owner.client.get(
            reverse("reports:result", args=[one.public_id])
        ).content.decode()
        assert "Mở lộ trình" in home
        assert "Lập lộ trình" not in home
        content = with_roadmap(gathered(one), Frozen(one), NOW)
        assert content.roadmap.total == Roadmap.objects.get().steps.count()
    assert (
        owner.client.post(
            address(anew, "tick", step.public_id), {"xong": "1"}
        ).status_code
        == 302
    )
    assert (
        "BEGIN:VCALENDAR"
        in owner.client.get(address(anew, "calendar")).content.decode()
    )
    listed = owner.client.get(reverse("own_home")).content.decode()
    assert address(anew) in listed
    staff = make_staff()
    make_share(result.organisation, staff.organisation, "answers")
    for one in (result, anew):
        assert f"viec-{step.public_id}" in page(staff.client, one)


@pytest.mark.sql
def test_made_again_from_either_reading_it_is_still_one_roadmap(owner, result):
    kept = make_roadmap_of(result)
    anew = read_anew(result)
    for one, level in ((anew, "3"), (result, "4")):
        owner.client.post(address(one), {"muc": level})
        assert (Roadmap.objects.get().pk, Roadmap.objects.get().target) == (
            kept.pk,
            int(level),
        )
    owner.client.post(reverse("roadmap:save", args=[anew.public_id]), {"q-1.1.1": "3"})
    assert Roadmap.objects.get().pk == kept.pk


@pytest.mark.sql
def test_steps_are_judged_by_the_newest_reading(owner, result):
    step = make_roadmap_of(result, 3).steps.exclude(question="").first()
    assert "Kết quả nay đã tới" not in page(owner.client, result)
    anew = read_anew(result, **{step.question: step.to_level})
    for one in (result, anew):
        assert "Kết quả nay đã tới" in page(owner.client, one)
