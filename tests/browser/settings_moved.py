"""As for other tests in a browser, by a clock that a test moves on: days pass in a moment.

How many seconds it is ahead stands in a file beside the database.
"""

from datetime import timedelta
from pathlib import Path

from django.utils import timezone

from tests.browser.settings import *  # noqa: F403

CLOCK = Path(MEDIA_ROOT).parent / "ahead"  # noqa: F405
_now = timezone.now


def _moved_now():
    ahead = float(CLOCK.read_text()) if CLOCK.exists() else 0.0
    return _now() + timedelta(seconds=ahead)


# Before any model takes it for its default.
timezone.now = _moved_now
