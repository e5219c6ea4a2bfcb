"""One Chromium and one site with a small demo for all browser tests of a worker."""

import os
import shutil
from collections.abc import Callable, Iterator
from fcntl import LOCK_EX, flock

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

from tests.browser.site import Site
from tests.browser.visitor import PATIENCE, PHONE, Visitor

# The shell is the same engine without the windows, which take three quarters of its time.
CHROMIUM = (
    os.environ.get("CHROMIUM")
    or shutil.which("chromium-headless-shell")
    or shutil.which("chromium")
)
LONG = {"test_every_page.py", "test_frameworks.py"}
# As long as for whatever is done: 5 s of its own are too few where others leave no processor.
expect.set_options(timeout=PATIENCE)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if "tests/browser/" in item.path.as_posix():
            item.add_marker(pytest.mark.browser)
            if not CHROMIUM:
                item.add_marker(pytest.mark.skip(reason="Chromium not found"))
    # Else the longest may begin when all others are done, and all wait for it.
    items.sort(key=lambda item: item.path.name not in LONG)


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=CHROMIUM, args=["--no-sandbox", "--disable-dev-shm-usage"]
        )
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """A site with 24 invented enterprises to copy from: one worker loads it, the others wait."""
    folder = tmp_path_factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        folder = folder.parent  # of all workers
    site = Site(folder / "demo")
    with (folder / "demo.lock").open("w") as lock:
        flock(lock, LOCK_EX)
        if not (folder / "demo.loaded").exists():
            site.manage("migrate", "--run-syncdb", "-v", "0")
            site.manage("load_demo", "--enterprises", "24")
            (folder / "demo.loaded").touch()
    return site


@pytest.fixture(scope="session")
def demo_site(demo: Site, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """A running site with the demo, one a worker. Shared: tests add to it and take nothing away."""
    site = demo.copy(tmp_path_factory.mktemp("demo-site") / "site")
    site.start()
    yield site
    site.remove()


@pytest.fixture
def visitor(chromium: Browser, demo_site: Site) -> Iterator[Callable[..., Visitor]]:
    """Makes people with a phone each; whatever goes wrong in their browsers fails the test."""
    visitors: list[Visitor] = []

    def make(**fields) -> Visitor:
        visitors.append(Visitor(chromium, demo_site.url, **fields))
        return visitors[-1]

    yield make
    troubles = [trouble for person in visitors for trouble in person.troubles]
    for person in visitors:
        person.leave()
    assert troubles == []


@pytest.fixture
def plain(chromium: Browser, demo_site: Site) -> Iterator[Page]:
    """A page in a browser that runs no scripts."""
    context = chromium.new_context(
        base_url=demo_site.url, viewport=PHONE, java_script_enabled=False
    )
    context.set_default_timeout(PATIENCE)
    yield context.new_page()
    context.close()
