"""What the pages show of a complaint, to whom, and by when what is due."""

from datetime import timedelta

import pytest

from providers.complaints.describe import deadline_of, described
from providers.complaints.services import appeal, take_back
from providers.complaints.transitions import OFFICE
from providers.models import Complaint, ComplaintStep
from tests.builders import NOW

pytestmark = pytest.mark.django_db
Side, Kind = Complaint.Side, ComplaintStep.Kind
TODAY = NOW.date()
A_DAY = timedelta(days=1)


def test_each_side_reads_what_it_is_to_do_and_by_when(complaint):
    other = deadline_of(complaint, Side.PROVIDER, TODAY)
    own = deadline_of(complaint, Side.ENTERPRISE, TODAY)
    assert other.day == own.day == complaint.answer_by
    assert other.words != own.words
    assert (other.left, other.late) == (5, None)


def test_on_the_last_day_nothing_is_late(complaint):
    deadline = deadline_of(complaint, Side.PROVIDER, complaint.answer_by)
    assert (deadline.left, deadline.late) == (0, None)


def test_after_it_the_working_days_are_counted(complaint):
    after = complaint.answer_by + A_DAY
    deadline = deadline_of(complaint, Side.PROVIDER, after)
    assert (deadline.left, deadline.late) == (None, 1)


def test_an_appeal_that_came_too_late_is_not_offered(upheld):
    in_time = described(upheld, Side.PROVIDER, NOW)
    assert in_time.moves == {Kind.APPEALED}
    late = NOW + A_DAY * 30
    assert described(upheld, Side.PROVIDER, late).moves == set()
    assert described(upheld, Side.PROVIDER, late).deadline is None


def test_steps_stand_in_their_order_with_who_said_them(upheld):
    steps = described(upheld, OFFICE, NOW).steps
    assert [row.step.kind for row in steps] == [
        Kind.OPENED,
        Kind.ANSWERED,
        Kind.UPHELD,
    ]
    assert [row.who for row in steps] == [
        upheld.enterprise.name,
        upheld.provider.organisation.name,
        upheld.association.name,
    ]


def test_files_stand_with_the_first_words_of_their_side(upheld, staff):
    upheld.files.create(
        side=Side.PROVIDER,
        name="hop-dong.pdf",
        kind="pdf",
        size=1,
        added_at=NOW,
    )
    held = appeal(
        complaint=upheld, side=Side.PROVIDER, words="Xem lại.", by=staff, now=NOW
    )
    rows = described(held, Side.ENTERPRISE, NOW).steps
    counts = {row.step.kind: len(row.files) for row in rows}
    assert counts[Kind.ANSWERED] == 1
    assert counts[Kind.APPEALED] == counts[Kind.OPENED] == 0


def test_taken_back_only_whoever_wrote_it_reads_it(complaint, owner):
    held = take_back(complaint=complaint, by=owner, now=NOW)
    for side in (Side.PROVIDER, OFFICE):
        shown = described(held, side, NOW)
        assert shown.is_closed
        assert shown.steps == []
    own = described(held, Side.ENTERPRISE, NOW)
    assert not own.is_closed
    assert len(own.steps) == 2


def test_a_list_reads_no_steps(complaint, django_assert_num_queries):
    with django_assert_num_queries(0):
        described(complaint, OFFICE, NOW, steps=False)
