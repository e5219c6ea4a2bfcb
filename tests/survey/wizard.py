"""How tests speak to the questionnaire: its addresses, and posts as a browser sends them."""

from html.parser import HTMLParser

from django.urls import reverse

from accounts.held import BEGUN
from survey.models import Answer

HTMX = {"HTTP_HX_REQUEST": "true"}
FIRST, PEOPLE, LAST = "1-khach-hang", "2-con-nguoi", "3-du-lieu"


def hold(client, assessment):
    session = client.session
    session[BEGUN] = [str(assessment.organisation.public_id)]
    session.save()


def step(draft, slug):
    return reverse("survey:step", args=[draft.public_id, slug])


def save(client, draft, code, **fields):
    """One answer as htmx sends it: picked=2 is the card, other names are the question's fields."""
    data = {
        code if name == "picked" else f"{code}-{name}": value
        for name, value in fields.items()
    }
    return client.post(
        reverse("survey:answer", args=[draft.public_id, code]), data, **HTMX
    )


def level(draft, code):
    return Answer.objects.get(assessment=draft, question=code).level


class Fields(HTMLParser):
    """What a browser sends of the fields of a page as it shows them, its buttons aside."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.sent: dict[str, list[str]] = {}
        self.text = ""  # the text area that is being read
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag == "input" and (
            given.get("type") not in ("checkbox", "radio") or "checked" in given
        ):
            self.sent.setdefault(given["name"], []).append(given.get("value") or "")
        if tag == "textarea":
            self.text = given["name"]
            self.sent[self.text] = [""]

    def handle_endtag(self, tag: str) -> None:
        self.text = "" if tag == "textarea" else self.text

    def handle_data(self, data: str) -> None:
        if self.text:
            self.sent[self.text][0] += data
