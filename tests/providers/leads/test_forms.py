"""What an owner and a provider type: read, refused, asked for again."""

from providers.leads.forms import AskForm
from providers.leads.services import CONSENT_TEXT
from tests.providers.leads.examples import form_data


def test_a_consent_to_an_older_wording_is_asked_for_again():
    form = AskForm(form_data(text_version="lead-2025-01"))
    assert not form.is_valid()
    assert form["text_version"].value() == CONSENT_TEXT
    assert not form["agree_contact"].value()
