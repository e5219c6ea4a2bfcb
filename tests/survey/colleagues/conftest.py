import pytest
from django.test import Client
from django.urls import reverse

from survey.models import Respondent
from tests.builders import make_assessment
from tests.survey.colleagues.together import invite, own


@pytest.fixture
def draft(client):
    """A draft in the account of the test's browser: a letter needs a sender."""
    return own(client, make_assessment())


@pytest.fixture
def colleague(client, draft, mailoutbox):
    """The colleague's browser after opening the link, and the invitation."""
    _page, token = invite(client, draft, mailoutbox)
    browser = Client()
    browser.post(reverse("survey:invitation", args=[token]))
    return browser, Respondent.objects.get()
