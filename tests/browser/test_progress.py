"""Work in the background with a worker of its own: it moves, is stopped, and ends, on a page."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.site import Site, WorkedSite
from tests.browser.starts import OWNER
from tests.browser.visitor import PASSWORD, PHONE, Visitor, barriers

ASK = """
from accounts.models import User
from background.enqueuing import enqueue_for
from tests.background.effects import counts_slowly
user = User.objects.get(email="{email}")
print(enqueue_for(user, counts_slowly, {parts}, leads_to="/cua-toi/").pk)
"""


@pytest.fixture(scope="module")
def site(demo: Site, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    folder = tmp_path_factory.mktemp("worked") / "site"
    worked = demo.copy(folder, WorkedSite)
    worked.start()
    yield worked
    worked.remove()


def asked_for(site: Site, parts: int) -> str:
    """The address of its page."""
    said = site.manage("shell", "-v", "0", "-c", ASK.format(email=OWNER, parts=parts))
    return f"/viec-nen/{said.strip()}/"


def test_it_moves_and_ends_and_leads_on(chromium: Browser, site: Site):
    owner = Visitor(chromium, site.url)
    owner.sign_in(OWNER)
    owner.go(asked_for(site, 12))
    page = owner.page
    said = page.locator("[role=status][id^=work]")
    expect(said).to_contain_text("Đang chờ đến lượt")
    assert barriers(page) == []
    with site.begin("work"):
        expect(said).to_contain_text(re.compile(r"đã xong [1-9]\d?"), timeout=60_000)
        assert page.locator("progress.progress").get_attribute("max") == "12"
        stop = page.get_by_role("button", name="Dừng")
        stop.focus()
        expect(said).to_have_text("Đã xong.", timeout=60_000)
    assert barriers(page) == []
    # The browser asks no more, and the way on is where the button was.
    assert page.locator("[hx-get]").count() == 0
    on = page.get_by_role("link", name="Xem kết quả")
    expect(on).to_be_focused()
    on.press("Enter")
    page.wait_for_url("**/cua-toi/")
    assert owner.troubles == []
    owner.leave()


def test_it_is_stopped_on_its_way(chromium: Browser, site: Site):
    owner = Visitor(chromium, site.url, language="en")
    owner.sign_in(OWNER)
    owner.go(asked_for(site, 200))
    said = owner.page.locator("[role=status][id^=work]")
    with site.begin("work"):
        expect(said).to_contain_text("In work", timeout=60_000)
        owner.page.get_by_role("button", name="Stop").click()
        expect(said).to_have_text("Stopped.", timeout=60_000)
    assert owner.page.get_by_role("button", name="Stop").count() == 0
    assert owner.troubles == []
    owner.leave()


def test_without_scripts_one_looks_again(chromium: Browser, site: Site):
    context = chromium.new_context(
        base_url=site.url,
        viewport=PHONE,
        java_script_enabled=False,
    )
    page = context.new_page()
    page.goto("/tai-khoan/login/")
    page.fill("input[name=login]", OWNER)
    page.fill("input[name=password]", PASSWORD)
    page.click("main form button.button")
    page.goto(asked_for(site, 200))
    with site.begin("work"):
        for _look in range(120):
            page.get_by_role("link", name="Xem lại tiến độ").click()
            if "Đang làm: đã xong" in page.inner_text("main"):
                break
            page.wait_for_timeout(500)
        assert "trên 200" in page.inner_text("main")
        page.get_by_role("button", name="Dừng").click()
        for _look in range(120):
            if "Đã dừng." in page.inner_text("main"):
                break
            page.wait_for_timeout(500)
            page.reload()
        assert "Đã dừng." in page.inner_text("main")
    context.close()
