"""How tests invite a colleague and answer as one: by the pages, as browsers do."""

import re

from django.urls import reverse

from tests.builders import make_membership, make_user
from tests.survey.wizard import FIRST, HTMX


def own(client, draft):
    user = make_user()
    make_membership(user, draft.organisation)
    client.force_login(user)
    return draft


def together(draft):
    return reverse("survey:respondents", args=[draft.public_id])


def invite(
    client, draft, mailoutbox, email="lan@pho.example", pillars=("1",), name="Chị Lan"
):
    page = client.post(
        together(draft),
        {"name": name, "email": email, "pillars": list(pillars)},
        follow=True,
    )
    return page, re.search(r"/loi-moi/([\w-]+)/", mailoutbox[-1].body)[
        1
    ] if mailoutbox else ""


def part(respondent, step=FIRST):
    return reverse("survey:invited", args=[respondent.public_id, step])


def save(browser, respondent, code="1.1.1", **data):
    return browser.post(
        reverse("survey:invited_answer", args=[respondent.public_id, code]),
        data,
        **HTMX,
    )
