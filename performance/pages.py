"""The pages of every index, in process: its longest one drawn and sent, result, roadmap, PDF."""

from collections.abc import Callable, Iterator
from html.parser import HTMLParser
from itertools import cycle
from urllib.parse import urlencode

from django.conf import settings
from django.core.management import call_command
from django.db import transaction
from django.test import Client, override_settings
from django.urls import reverse
from django.utils import translation

from accounts.access.scopes import Scope
from indexes.documents.check import is_partial
from indexes.documents.reader import read
from indexes.index.model import Index
from indexes.models import IndexVersion
from performance.frame.browser import IN_PROCESS, holder
from performance.frame.timing import Measurement, measure, scaled
from reports.gather.frozen import Frozen
from reports.gather.whole import contents_of, with_way
from reports.pdf.build import build_pdf
from survey.models import Assessment
from tests.builders import (
    make_assessment,
    make_index_version,
    make_result,
    make_roadmap_of,
)

# Two workers are to take 200 pages a second and to draw 120.
SENT, DRAWN = 2 / 200, 2 / 120
RESULT, ROADMAP, PDF = 0.100, 0.100, 0.150
URLENCODED = "application/x-www-form-urlencoded"


def run() -> Iterator[Measurement]:
    return of_each_index(of_index)


def of_each_index(
    measure_one: Callable[[IndexVersion], Iterator[Measurement]],
) -> Iterator[Measurement]:
    call_command("migrate", verbosity=0)
    with override_settings(**IN_PROCESS), translation.override("vi"):
        for document in answerable_documents():
            # Each index alone: pages that list indexes would grow with those before it.
            with transaction.atomic():
                yield from measure_one(make_index_version(document))
                transaction.set_rollback(True)


def answerable_documents() -> Iterator[dict]:
    files = (settings.FIXTURES_DIR / "indexes").glob("*.yaml")
    for file in sorted(files):
        document = read(file).data
        if not is_partial(document):
            yield document


def of_index(version: IndexVersion) -> Iterator[Measurement]:
    """Its widest variant; where there are groups, by groups and by every criterion."""
    index = max(version.variants, key=lambda index: len(index.codes))
    draft = make_assessment(index_version=version, variant=index.variant)
    name = f"{index.id}/{index.variant}".rstrip("/")
    yield from of_longest_step(name, index, draft)
    if not index.groups:
        yield from of_result(name, index, draft, [*index.codes])
        return

    yield from of_result(f"{name}, by groups", index, draft, [*index.groups])
    # An assessment has one result only, so the other way of answering needs its own.
    again = make_assessment(draft.organisation, version, round=2)
    yield from of_result(f"{name}, by criteria", index, again, [*index.codes])


def of_longest_step(
    name: str, index: Index, draft: Assessment
) -> Iterator[Measurement]:
    client = holder(draft)
    page = max(index.pages, key=lambda page: len(page.codes))
    address = reverse("survey:step", args=[draft.public_id, page.slug])
    response = client.get(address)
    form = Form(response.content.decode())
    # A page that asks nothing would be quick for the wrong reason.
    assert form.choices, name

    rounds = scaled(15, 3)
    title = f"{name}: a page of {len(page.codes)}"
    yield measure(
        f"{title}, drawn",
        lambda: client.get(address),
        rounds=rounds,
        at_most=DRAWN,
    )

    # By turns, so that every sending has answers to change.
    fields = cycle([form.filled(0), form.filled(-1)])
    yield measure(
        f"{title}, sent",
        lambda: send(client, address, next(fields)),
        rounds=rounds,
        at_most=SENT,
    )


def send(client: Client, address: str, fields: str) -> None:
    response = client.post(address, fields, content_type=URLENCODED)
    assert response.status_code == 302


def of_result(
    name: str, index: Index, draft: Assessment, answered: list[str]
) -> Iterator[Measurement]:
    result = make_result(draft, levels=uneven_levels(index, answered))
    client = holder(draft)
    address = reverse("reports:result", args=[result.public_id])
    assert client.get(address).status_code == 200
    rounds = scaled(7, 2)
    yield measure(
        f"{name}: result page",
        lambda: client.get(address),
        rounds=rounds,
        at_most=RESULT,
    )

    frozen = Frozen(result)
    contents = with_way(contents_of(frozen, scope=Scope.OWN), frozen)
    yield measure(
        f"{name}: PDF",
        lambda: build_pdf(contents),
        rounds=rounds,
        at_most=PDF,
    )
    # Last, since what is kept stands on the other two as well.
    make_roadmap_of(result)
    address = reverse("roadmap:roadmap", args=[result.public_id])
    assert "viec-" in client.get(address).content.decode(), name
    yield measure(
        f"{name}: roadmap kept",
        lambda: client.get(address),
        rounds=rounds,
        at_most=ROADMAP,
    )


def uneven_levels(index: Index, answered: list[str]) -> list[int]:
    """By turns from the lowest to the highest of each question; the others not answered."""
    tops = {question.code: question.top for question in index.rubric.questions}
    by_code: dict[str, int | None] = dict.fromkeys(index.codes)
    for place, code in enumerate(answered):
        by_code[code] = place % (tops[code] + 1)
    return index.vector(index.counted(by_code))


class Form(HTMLParser):
    """The choices of a page, and what it sends along unseen."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.choices: dict[str, list[str]] = {}
        self.unseen: dict[str, str] = {}
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag != "input":
            return
        attributes = dict(attrs)
        kind, name = attributes.get("type"), attributes.get("name")
        value = attributes.get("value") or ""
        if kind in ("radio", "checkbox"):
            # As browsers do it: a tick without a value is sent as "on".
            choices = self.choices.setdefault(name, [])
            choices.append(value or "on")
        elif kind == "hidden":
            # What the page was shown with is left out: every round counts as a page
            # drawn just before.
            is_of_page = name.endswith(("-was", "-seen"))
            self.unseen[name] = "" if is_of_page else value

    def filled(self, place: int) -> str:
        """As a browser sends it, with the first or the last choice of each question."""
        fields = dict(self.unseen)
        for name, values in self.choices.items():
            fields[name] = values[place]
        return urlencode(fields)
