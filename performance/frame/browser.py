"""How measurements ask for pages: in process, with nothing collected or kept on disk."""

from django.conf import settings
from django.test import Client

from survey.models import Assessment
from tests.survey.wizard import hold

_PLAIN = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "evidence": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
IN_PROCESS: dict = {"ALLOWED_HOSTS": ["*"], "SECURE_SSL_REDIRECT": False}
# Under the settings of tests they are so already; to set them once more would part the
# model of evidence, which holds its storage from the start, from everybody else.
if settings.STORAGES != _PLAIN:
    IN_PROCESS["STORAGES"] = _PLAIN


def holder(assessment: Assessment) -> Client:
    """A browser that holds the enterprise without an account."""
    client = Client()
    hold(client, assessment)
    return client
