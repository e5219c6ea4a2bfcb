"""Settings as `make run` has them, but for what makes a browser or a sign-in wait."""

from assessment.settings import *  # noqa: F403


class FromModels(dict):
    """Tables are made from models; tests/test_migrations.py: migrating makes the same."""

    def __contains__(self, label: object) -> bool:
        return True

    def __getitem__(self, label: str) -> None:
        return None


MIGRATION_MODULES = FromModels()
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
# In service files have names of their own and are kept for ever; here they do not change either.
WHITENOISE_MAX_AGE = 3600
# What a page has sent is there when it answers.
TASKS = {"default": {"BACKEND": "background.engines.at_once.Backend", "QUEUES": []}}
