"""The directory as it stood on days of suggestions."""

from django.db.models import Exists, OuterRef, QuerySet

from privacy.retention.batches import deleted
from privacy.retention.tally import Moment
from providers.models import DirectoryState, Recommendation


def _unneeded(moment: Moment) -> QuerySet[DirectoryState]:
    """No recommendation rests on it any more."""
    # As long as one can be asked why it was made, what it was made of must be there.
    resting = Recommendation.objects.filter(directory=OuterRef("pk"))
    old = DirectoryState.objects.filter(kept_at__lt=moment.since)
    return old.filter(~Exists(resting))


STATES = deleted(_unneeded)
