"""The desk of somebody who works for an association, and what can wait there."""

from collections.abc import Callable

import pytest
from django.urls import reverse

from associations.today.sources import Waiting
from tests.personas import Persona


@pytest.fixture
def waiting() -> Callable[[Persona], list[Waiting]]:
    """What the page tells somebody, in English."""

    def of(person: Persona) -> list[Waiting]:
        person.client.cookies["django_language"] = "en"
        ids = [person.organisation.public_id]
        page = person.client.get(reverse("associations:today", args=ids))
        return page.context["waiting"]

    return of
