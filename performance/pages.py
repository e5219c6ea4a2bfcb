"""The pages of every index, in process: its longest step drawn and sent, the result page, and the owner's PDF."""

from collections.abc import Iterator
from html.parser import HTMLParser
from itertools import cycle
from pathlib import Path
from urllib.parse import urlencode

from django.conf import settings
from django.core.management import call_command
from django.db import transaction
from django.test import override_settings
from django.urls import reverse
from django.utils import translation

from accounts.access import Scope
from indexes.documents.check import is_partial
from indexes.documents.reader import read
from indexes.index.model import Index
from indexes.models import IndexVersion
from performance.browser import IN_PROCESS, holder
from performance.timing import Measurement, measure, scaled
from reports.gather.whole import contents_of
from reports.pdf.build import build_pdf
from survey.models import Assessment
from tests.builders import make_assessment, make_index_version, make_result

SENT, DRAWN = (
    2 / 200,
    2 / 120,
)  # two workers are to send 200 steps a second and to draw 120
RESULT, PDF = 0.100, 0.150


def run() -> Iterator[Measurement]:
    call_command("migrate", verbosity=0)
    documents = [
        read(file).data
        for file in sorted(Path(settings.FIXTURES_DIR / "indexes").glob("*.yaml"))
    ]
    with (
        override_settings(**IN_PROCESS),
        translation.override("vi"),
    ):
        for document in documents:
            if not is_partial(document):
                with transaction.atomic():
                    yield from of_index(make_index_version(document))
                    transaction.set_rollback(True)


def of_index(version: IndexVersion) -> Iterator[Measurement]:
    """Its widest variant; where there are groups, by groups and by every criterion."""
    variants = [
        one["id"] for one in version.document.get("variants", {}).get("list", ())
    ] or [""]
    variant = max(variants, key=lambda one: len(Index(version.document, one).codes))
    draft = make_assessment(index_version=version, variant=variant)
    index = draft.index
    name = f"{index.id}{'/' if variant else ''}{variant}"
    yield from of_longest_step(name, index, draft)
    if not index.groups:
        yield from of_result(name, index, draft, [*index.codes])
        return
    yield from of_result(f"{name}, by groups", index, draft, [*index.groups])
    again = make_assessment(draft.organisation, version, round=2)
    yield from of_result(f"{name}, by criteria", index, again, [*index.codes])


def of_longest_step(
    name: str, index: Index, draft: Assessment
) -> Iterator[Measurement]:
    client, step = holder(draft), max(index.pages, key=lambda one: len(one.codes))
    address = reverse("survey:step", args=[draft.public_id, step.slug])
    form = Form(client.get(address).content.decode())
    assert form.choices, name
    fields = cycle([form.filled(0), form.filled(-1)])
    rounds = scaled(15, 3)
    told = f"{name}: a step of {len(step.codes)}"
    yield measure(
        f"{told}, drawn", lambda: client.get(address), rounds=rounds, at_most=DRAWN
    )

    def send() -> None:
        response = client.post(
            address, next(fields), content_type="application/x-www-form-urlencoded"
        )
        assert response.status_code == 302

    yield measure(f"{told}, sent", send, rounds=rounds, at_most=SENT)


def of_result(
    name: str, index: Index, draft: Assessment, answered: list[str]
) -> Iterator[Measurement]:
    """Levels by turns from the lowest to the highest."""
    tops = {question.code: question.top for question in index.rubric.questions}
    given = {code: place % (tops[code] + 1) for place, code in enumerate(answered)}
    levels = index.vector(
        index.counted({code: given.get(code) for code in index.codes})
    )
    result, client = make_result(draft, levels=levels), holder(draft)
    address = reverse("reports:result", args=[result.public_id])
    assert client.get(address).status_code == 200
    yield measure(
        f"{name}: result page",
        lambda: client.get(address),
        rounds=scaled(7, 2),
        at_most=RESULT,
    )
    contents = contents_of(result, scope=Scope.OWN)
    yield measure(
        f"{name}: PDF", lambda: build_pdf(contents), rounds=scaled(7, 2), at_most=PDF
    )


class Form(HTMLParser):
    """The choices of a page, and what it sends along unseen."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.choices: dict[str, list[str]] = {}
        self.unseen: dict[str, str] = {}
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = dict(attrs)
        if tag == "input" and told.get("type") in ("radio", "checkbox"):
            self.choices.setdefault(told["name"], []).append(told.get("value") or "on")
        elif tag == "input" and told.get("type") == "hidden":
            # What the page was shown with is left out: every round counts as a page drawn just before.
            self.unseen[told["name"]] = (
                ""
                if told["name"].endswith(("-was", "-seen"))
                else told.get("value") or ""
            )

    def filled(self, place: int) -> str:
        """As a browser sends it, with the first or the last choice of each question."""
        return urlencode(
            self.unseen | {name: values[place] for name, values in self.choices.items()}
        )
