"""A food shop starts without an account, as most tests of the first pages begin."""

from django.urls import reverse

from tests.builders import make_index_version

START = {"name": "Quán phở Hòa Bình", "sector": "I", "employees": "12"}


def start(client, **fields):
    make_index_version()
    return client.post(reverse("survey:start"), {**START, **fields})
