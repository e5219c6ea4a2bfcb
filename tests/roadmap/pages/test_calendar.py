"""The calendar file, read back as another program would."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone, translation
from icalendar import Calendar

from roadmap.models import RoadmapStep
from roadmap.steps.services import leave_out, remove_step, tick_step
from tests.builders import (
    NOW,
    make_assessment,
    make_own_step,
    make_result,
    make_roadmap_of,
)

TRICKY = (
    "Gọi chị Ba; hỏi giá, rồi báo lại \\ trước 9 giờ: "
    + "đường dây nội bộ và máy chấm công " * 4
)


@pytest.fixture
def roadmap(result):
    return make_roadmap_of(result, 3)


def file_of(client, result) -> bytes:
    response = client.get(reverse("roadmap:calendar", args=[result.public_id]))
    assert response.status_code == 200
    assert response["Content-Type"] == "text/calendar; charset=utf-8"
    return response.content


def events(content: bytes) -> dict[str, dict]:
    return {
        str(event["uid"]): event for event in Calendar.from_ical(content).walk("VEVENT")
    }


def test_each_open_step_is_a_whole_day(owner, result, roadmap):
    found = events(file_of(owner.client, result))
    assert len(found) == roadmap.steps.count()
    for step in roadmap.steps.all():
        event = found[f"{step.public_id}@localhost"]
        assert event["dtstart"].dt == step.due
        assert event["dtend"].dt.toordinal() == step.due.toordinal() + 1
        assert type(event["dtstart"].dt) is date
        assert str(event["description"]).startswith("Khi xong: ")
        assert event["dtstart"].to_ical() == step.due.strftime("%Y%m%d").encode()


def test_what_is_done_goes_from_a_calendar_that_has_it(owner, result, roadmap):
    step = roadmap.steps.first()
    name = f"{step.public_id}@localhost"
    before = events(file_of(owner.client, result))
    assert {str(event["status"]) for event in before.values()} == {"CONFIRMED"}
    tick_step(step=step, done=True, by=None, now=NOW + timedelta(minutes=1))
    after = events(file_of(owner.client, result))
    assert after[name]["status"] == "CANCELLED"
    # The newer one counts where a calendar has both.
    assert after[name]["sequence"] > before[name]["sequence"] > 0
    others = after.keys() - {name}
    assert {str(after[other]["status"]) for other in others} == {"CONFIRMED"}
    assert all(
        after[other]["sequence"] == before[other]["sequence"] for other in others
    )


@pytest.mark.parametrize("take_out", [remove_step, leave_out])
def test_what_is_taken_out_goes_from_a_calendar_that_has_it(
    owner, result, roadmap, take_out
):
    step = roadmap.steps.first()
    name = f"{step.public_id}@localhost"
    before = events(file_of(owner.client, result))[name]
    take_out(step=step, by=None, now=timezone.now())
    after = events(file_of(owner.client, result))[name]
    assert (before["status"], after["status"]) == ("CONFIRMED", "CANCELLED")
    assert after["sequence"] > before["sequence"]
    assert after["dtstart"].dt == before["dtstart"].dt


def test_a_plan_made_anew_cancels_what_it_no_longer_holds(owner, result, roadmap):
    make_roadmap_of(result, 5)
    before = events(file_of(owner.client, result))
    make_roadmap_of(result, 4, now=timezone.now())
    after = events(file_of(owner.client, result))
    standing = {f"{step.public_id}@localhost" for step in roadmap.steps.all()}
    gone = before.keys() - standing
    assert gone
    assert {str(after[name]["status"]) for name in gone} == {"CANCELLED"}
    assert {str(after[name]["status"]) for name in standing} == {"CONFIRMED"}


def test_what_is_taken_out_elsewhere_stands_in_no_other_calendar(
    owner, result, roadmap
):
    other = make_roadmap_of(make_result(make_assessment()), 5)
    step = other.steps.first()
    remove_step(step=step, by=None, now=timezone.now())
    assert f"{step.public_id}@localhost" not in events(file_of(owner.client, result))


def test_signs_with_a_meaning_come_back_as_they_were_typed(owner, result, roadmap):
    words = {"who": "Anh Tư, kho", "note": "Dòng một\nDòng hai; hết"}
    step = make_own_step(roadmap, TRICKY[:200], **words)
    event = events(file_of(owner.client, result))[f"{step.public_id}@localhost"]
    assert str(event["summary"]) == TRICKY[:200]
    assert "Anh Tư, kho" in str(event["description"])
    assert "Dòng một\nDòng hai; hết" in str(event["description"])


def test_lines_end_and_fold_as_the_standard_says(owner, result, roadmap):
    RoadmapStep.objects.filter(roadmap=roadmap).update(note=TRICKY)
    content = file_of(owner.client, result)
    assert content.endswith(b"END:VCALENDAR\r\n")
    lines = content.split(b"\r\n")
    assert not any(b"\n" in line for line in lines)
    assert max(map(len, lines)) <= 75
    for line in lines:
        line.decode()  # no letter is torn apart


def test_identities_stay_when_steps_change_and_the_language_is_the_readers(
    owner, result, roadmap
):
    before = set(events(file_of(owner.client, result)))
    RoadmapStep.objects.filter(roadmap=roadmap).update(
        due=date(2027, 5, 5), note="khác"
    )
    assert set(events(file_of(owner.client, result))) == before
    owner.client.cookies["django_language"] = "en"
    with translation.override("en"):
        assert b"Roadmap" in file_of(owner.client, result)


def test_without_a_roadmap_there_is_no_file(owner, result):
    assert (
        owner.client.get(
            reverse("roadmap:calendar", args=[result.public_id])
        ).status_code
        == 404
    )


@pytest.mark.parametrize("day", ["9999-12-31", "0001-01-01"])
def test_a_day_that_no_calendar_reaches_is_refused(owner, result, roadmap, day):
    address = reverse("roadmap:add", args=[result.public_id])
    page = owner.client.post(
        address, {"text": "Mua máy in", "horizon": "3", "due": day}
    )
    assert 'id="due-error"' in page.content.decode()
    assert (
        owner.client.get(
            reverse("roadmap:calendar", args=[result.public_id])
        ).status_code
        == 200
    )


def test_a_line_break_in_the_name_of_the_enterprise_makes_no_line(
    owner, result, roadmap
):
    owner.organisation.name = "Quán\r\nATTENDEE:mailto:ai@do.example"
    owner.organisation.save()
    content = owner.client.get(
        reverse("roadmap:calendar", args=[result.public_id])
    ).content
    assert not any(line.startswith(b"ATTENDEE") for line in content.splitlines())
