"""The site's settings for tests: a key, quick password hashing and mail kept in memory."""

import os

os.environ.setdefault("DEBUG", "1")

from assessment.settings import *  # noqa: F403

DEBUG = False
# Made from the models: tests/test_migrations.py alone says that migrating comes to the same tables.
DATABASES["default"]["TEST"] = {"MIGRATE": False}  # noqa: F405
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "evidence": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
ACCOUNT_RATE_LIMITS = False
SECOND_STEP_OF = "nobody"  # tried in tests/accounts/sessions/test_second_step.py
AUDIT_ENDS = ""  # tried in tests/accounts/audit/test_ends.py
WHITENOISE_AUTOREFRESH = True  # no collected files needed
# Quick, and of no database. What counts over all processes is tried on the cache of the site,
# which has its table here too.
CACHES = {
    "of_site": CACHES["default"],  # noqa: F405
    "default": {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "max_entries": 20_000,
    },
}
# Work is done where it is asked for; tests/background has the engine of the site.
TASKS = {"default": {"BACKEND": "background.engines.at_once.Backend", "QUEUES": []}}
