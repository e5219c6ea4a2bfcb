"""Many rows go in batches, and what is touched meanwhile stays."""

from datetime import timedelta

import pytest

from accounts.models import Posting
from privacy.retention import batches
from privacy.retention.batches import AT_ONCE, Rows
from privacy.retention.services import forget
from privacy.retention.tally import Moment, Tally
from tests.builders import NOW
from tests.privacy.retention.test_services import MOMENT, tally_of

pytestmark = pytest.mark.django_db


def marks(number: int) -> None:
    Posting.objects.bulk_create(
        Posting(key=f"{key:05}", began_at=NOW, ends_at=NOW) for key in range(number)
    )


def test_many_rows_go_in_batches():
    marks(AT_ONCE + 2)
    assert tally_of(forget, "postings", NOW + MOMENT) == Tally(AT_ONCE + 2)
    assert not Posting.objects.exists()


def test_a_row_that_is_touched_meanwhile_stays(monkeypatch):
    monkeypatch.setattr(batches, "AT_ONCE", 1)
    marks(3)
    later = NOW + timedelta(days=1)

    def touch_another(rows):
        Posting.objects.filter(key="00001").update(ends_at=later)
        return batches.delete(rows)

    over = Rows(
        lambda moment: Posting.objects.filter(ends_at__lt=moment.since), touch_another
    )
    assert over.forget(Moment(later, NOW + MOMENT)) == Tally(2)
    assert Posting.objects.get().key == "00001"
