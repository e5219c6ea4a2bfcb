"""Heavy work: so much of it at once, few wait for it, all others are asked to come again."""

import threading
import time
from uuid import uuid4

import pytest
from django.urls import reverse

from accounts.brakes import heavy
from accounts.brakes.heavy import TooBusyError, Workshop
from assessment.outages.unavailable import AGAIN_IN
from survey.models import Result
from tests.assessment.reading import LANGUAGES
from tests.builders import make_assessment, make_result
from tests.pages import assert_clean_page
from tests.personas import Persona, make_owner


@pytest.fixture
def workshop() -> Workshop:
    return Workshop(at_once=1, waiting=1, seconds=5)


@pytest.fixture
def full(monkeypatch) -> None:
    """All room is taken, and nobody waits for it."""
    workshop = Workshop(at_once=0, waiting=0, seconds=0)
    monkeypatch.setattr(heavy, "workshop", workshop)


def work(workshop: Workshop, done: list, until: threading.Event) -> threading.Thread:
    def inside() -> None:
        with workshop.place():
            until.wait(10)
            done.append(1)

    thread = threading.Thread(target=inside, daemon=True)
    thread.start()
    time.sleep(0.1)
    return thread


def test_one_works_one_waits_and_the_third_is_asked_to_come_again(workshop):
    done, until = [], threading.Event()
    threads = [work(workshop, done, until) for _ in range(2)]
    began = time.monotonic()
    with pytest.raises(TooBusyError), workshop.place():
        pass
    assert time.monotonic() - began < 1, "nobody more holds a thread"
    until.set()
    for thread in threads:
        thread.join(5)
    assert len(done) == 2, "whoever waited had a turn"


def test_whoever_waits_too_long_is_asked_to_come_again():
    workshop = Workshop(at_once=1, waiting=1, seconds=0.1)
    with workshop.place():
        for _ in range(2):
            with pytest.raises(TooBusyError), workshop.place():
                pass


def test_work_that_fails_leaves_its_place(workshop):
    for _ in range(3):
        with pytest.raises(ZeroDivisionError), workshop.place():
            1 / 0  # noqa: B018


@pytest.mark.django_db
class TestFiles:
    @pytest.fixture
    def owner(self) -> Persona:
        return make_owner()

    @pytest.fixture
    def result(self, owner) -> Result:
        return make_result(make_assessment(owner.organisation))

    def files_of(self, result: Result) -> list[str]:
        names = ["reports:pdf", "reports:partner_pdf"]
        reports = [reverse(name, args=[result.public_id]) for name in names]
        return [
            *reports,
            reverse("reports:chart", args=[result.public_id, "radar", "svg"]),
        ]

    @pytest.mark.parametrize("language", LANGUAGES)
    def test_a_page_asks_again_by_itself(self, owner, result, full, language):
        owner.client.cookies["django_language"] = language
        for address in self.files_of(result):
            answer = owner.client.get(address)
            assert answer.status_code == 503
            seconds = int(answer.headers["Retry-After"])
            assert seconds in AGAIN_IN
            html = answer.content.decode()
            assert f'<meta http-equiv="refresh" content="{seconds}">' in html
            words = {"vi": "tệp sẽ tự tải về", "en": "the file comes by itself"}
            assert words[language] in html
            assert_clean_page(answer)

    def test_whoever_waits_is_counted_neither_as_reader_nor_as_trouble(
        self, owner, result, full, caplog, monkeypatch
    ):
        counted = []
        monkeypatch.setattr("reports.views.too_many_files", counted.append)
        owner.client.get(self.files_of(result)[0])
        assert not counted
        assert "Service Unavailable" not in caplog.text

    @pytest.mark.parametrize("is_there", [True, False])
    def test_whoever_is_turned_away_costs_no_query(
        self, owner, result, full, is_there, django_assert_num_queries
    ):
        address = self.files_of(result)[0]
        if not is_there:
            address = reverse("reports:pdf", args=[uuid4()])
        with django_assert_num_queries(0):
            assert owner.client.get(address).status_code == 503

    def test_what_is_nowhere_is_no_heavy_work(self, client, full):
        assert client.get("/khong-co/bao-cao.pdf").status_code == 404

    def test_pages_are_no_heavy_work(self, owner, result, full):
        page = reverse("reports:result", args=[result.public_id])
        assert owner.client.get(page).status_code == 200
