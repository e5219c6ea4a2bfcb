"""Customers that providers named, and vettings that are over."""

from django.db.models import QuerySet

from privacy.retention.batches import deleted, emptied
from privacy.retention.tally import Moment
from providers.models import Application, Reference


def _asked(moment: Moment) -> QuerySet[Reference]:
    return Reference.objects.filter(asked_at__lt=moment.since)


def _over(moment: Moment) -> QuerySet[Application]:
    """Also drafts that nobody sent; never what is looked at, or stands."""
    old = Application.objects.filter(begun_at__lt=moment.since)
    kept = (*Application.UNDER_WAY, *Application.STANDING)
    # By its steps: a draft has none, and goes by the day it was begun.
    touched = Application.objects.filter(steps__at__gte=moment.since)
    return old.exclude(state__in=kept).exclude(pk__in=touched.values("pk"))


CUSTOMERS = emptied(_asked, "contact_name", "email", "phone", "doubt", "token_hash")
VETTINGS = deleted(_over)
