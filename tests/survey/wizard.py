"""How tests speak to the questionnaire: addresses of the small index, and posts as a browser sends them."""

from django.urls import reverse

from accounts.access import HELD
from survey.models import Answer

HTMX = {"HTTP_HX_REQUEST": "true"}
FIRST, PEOPLE, LAST = "1-khach-hang", "2-con-nguoi", "3-du-lieu"


def hold(client, assessment):
    session = client.session
    session[HELD] = [str(assessment.organisation.public_id)]
    session.save()


def step(draft, slug):
    return reverse("survey:step", args=[draft.public_id, slug])


def save(client, draft, code, **fields):
    """One answer as htmx sends it: picked=2 is the card, other names are the question's fields."""
    data = {code if name == "picked" else f"{code}-{name}": value for name, value in fields.items()}
    return client.post(reverse("survey:answer", args=[draft.public_id, code]), data, **HTMX)


def level(draft, code):
    return Answer.objects.get(assessment=draft, question=code).level
