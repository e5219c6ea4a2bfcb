"""How measurements ask for pages: in process, with nothing collected or kept on disk."""

from django.test import Client

from survey.models import Assessment
from tests.survey.wizard import hold

_PLAIN = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "evidence": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
IN_PROCESS = {"STORAGES": _PLAIN, "ALLOWED_HOSTS": ["*"], "SECURE_SSL_REDIRECT": False}


def holder(assessment: Assessment) -> Client:
    """A browser that holds the enterprise without an account."""
    client = Client()
    hold(client, assessment)
    return client
