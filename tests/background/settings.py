"""The site's settings for workers that are killed: what got lost is looked for soon."""

import os

os.environ.setdefault("DEBUG", "1")

from assessment.settings import *  # noqa: F403

TASK_LOST_AFTER = 3
TASK_LEASE = 4
TASK_SCHEDULE = BASE_DIR / "tests" / "background" / "nothing.yaml"  # noqa: F405
LOGGING = {"version": 1, "disable_existing_loggers": True}
