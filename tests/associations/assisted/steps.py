"""From the telephone call to what the owner says: the steps of an officer and of an owner."""

import re

from django.test import Client
from django.urls import reverse

PROFILE = {
    "name": "Quán phở Hòa Bình",
    "sector": "I",
    "employees": "12",
    "way": "telephone",
    "was_asked": "on",
    "index": "small",
}
OWNER = "chu@quanpho.example"


def begin(officer, member, **changes):
    args = [officer.organisation.public_id, member.public_id]
    address = reverse("associations:assisted_begin", args=args)
    return officer.client.post(address, PROFILE | changes)


def address(name, assisted, *more):
    return reverse(f"associations:assisted_{name}", args=[assisted.public_id, *more])


def save(officer, assisted, level, question="1.1.1"):
    """One answer, as the page of the questionnaire sends it."""
    target = address("answer", assisted, question)
    return officer.client.post(target, {question: str(level)})


def ask(officer, assisted, email=OWNER, **more):
    return officer.client.post(address("ask", assisted), {"email": email, **more})


def link_in(letter) -> str:
    return re.search(r"/xac-nhan-ho/\S+", letter)[0]


def code_in(letter) -> str:
    return re.search(r"\b[0-9]{6}\b", letter)[0]


def read_out(officer, assisted, code):
    return officer.client.post(address("code", assisted), {"code": code})


def opened(letter) -> Client:
    """The owner's browser, in which the button behind the link was pressed."""
    owner = Client()
    owner.post(link_in(letter))
    return owner


def decide(owner, assisted, choice, shown=None):
    """By the page as it stands now, or as it was `shown`."""
    if shown is None:
        page = owner.get(address("confirm", assisted))
        shown = (page.context or {}).get("shown", "")
    form = {"choice": choice, "shown": shown}
    return owner.post(address("decide", assisted), form)
