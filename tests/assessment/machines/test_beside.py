"""What is heavy is done by a process beside, and here where there is none."""

import os
import select
import signal
import tempfile

import pytest

from accounts.brakes.aside import aside, desk
from assessment.machines import beside
from assessment.machines.beside import NICE, Helpers, forked
from reports.charts import images
from reports.charts.images import DRAWING, chart_image
from tests.reports.records import make_contents

pytestmark = pytest.mark.skipif(
    not hasattr(signal, "SIGRTMIN"), reason="they need Linux"
)


@pytest.fixture(autouse=True)
def bare(monkeypatch, tmp_path):
    """Without what reports need; their folder goes with the test."""
    monkeypatch.setattr(beside, "LOADED", ())
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))


@pytest.fixture
def own():
    own = Helpers(1)
    own.begin()
    yield own
    own.end()


def nice() -> int:
    return os.getpriority(os.PRIO_PROCESS, 0)


def outlived(here: int) -> str:
    """Whoever does it elsewhere comes to its end."""
    if os.getpid() != here:
        os.kill(os.getpid(), signal.SIGKILL)
    return "done here"


def refused(what: str) -> None:
    raise ValueError(what)


def test_it_is_done_by_another_process_that_goes_before_no_page(own):
    assert aside(os.getpid) not in (os.getpid(), own.watcher)
    assert aside(nice) == min(nice() + NICE, 19)
    assert aside(os.sched_getscheduler, 0) == os.SCHED_BATCH


def test_without_helpers_it_is_done_here(own):
    own.end()
    assert desk.address is None
    assert aside(os.getpid) == os.getpid()
    assert not os.path.exists(own.folder)


def test_what_a_helper_does_not_live_through_is_done_here_and_another_comes(own):
    first = aside(os.getpid)
    assert aside(outlived, os.getpid()) == "done here"
    assert aside(os.getpid) not in (first, os.getpid())


def test_what_is_wrong_is_raised_where_it_was_asked_for(own):
    with pytest.raises(ValueError, match="too much"):
        aside(refused, "too much")
    assert aside(os.getpid) != os.getpid()


def test_they_begin_anew_when_all_are_gone(own):
    own.begin()
    first = own.watcher
    os.kill(first, signal.SIGKILL)
    os.waitpid(first, 0)
    assert aside(os.getpid) == os.getpid()
    own.begin()
    assert own.watcher != first
    assert aside(os.getpid) != os.getpid()


def test_they_end_with_their_server():
    ending, alive = os.pipe()

    def serve() -> None:
        Helpers(2).begin()
        os.write(alive, b"x" if aside(os.getpid) != os.getpid() else b"")

    server = forked(serve)
    os.close(alive)
    os.waitpid(server, 0)
    with open(ending, "rb") as told:
        assert told.read(1) == b"x"
        # The other end is open for as long as one of them is there.
        assert select.select([told], [], [], 20)[0]
        assert told.read() == b""


@pytest.mark.parametrize(("kind", "form"), [("radar", "svg"), ("bars", "png")])
def test_a_picture_of_a_chart_is_drawn_without_a_process_of_its_own(
    monkeypatch, kind, form
):
    by_itself = chart_image(make_contents(), kind, form)
    monkeypatch.setattr(beside, "LOADED", (DRAWING,))
    # Whoever began one would fail.
    monkeypatch.setattr(images, "_BY_ITSELF", ["/nowhere"])
    own = Helpers(1)
    own.begin()
    try:
        assert chart_image(make_contents(), kind, form) == by_itself
    finally:
        own.end()
