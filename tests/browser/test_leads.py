"""An owner asks two providers with different ticks; one answers, the other stays silent."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.moving import MovedSite
from tests.browser.site import Site
from tests.browser.visitor import PASSWORD, Visitor, barriers

OWNER = "chu@demo.example"


@pytest.fixture
def site(demo: Site, tmp_path) -> Iterator[MovedSite]:
    with demo.copy(tmp_path / "site", MovedSite) as moved:
        yield moved


def test_two_are_asked_and_each_sees_its_own_and_silence_moves_on(
    chromium: Browser, site: MovedSite
):
    owner = signed_in(chromium, site, OWNER)
    slugs = ask_two(owner)
    assert barriers(owner.page) == []
    for slug in slugs:
        site.happens("provider", slug)

    with_score = signed_in(chromium, site, f"{slugs[0]}@nhan-vien.example")
    page = open_first(with_score)
    expect(page.get_by_text("Kết quả đánh giá", exact=True)).to_be_visible()
    expect(page.get_by_text("Doanh nghiệp chưa cho xem")).to_be_visible()
    page.get_by_role("button", name="Nhận yêu cầu").click()
    expect(page.locator(".alert--success")).to_be_visible()
    assert barriers(page) == []

    with_pillars = signed_in(chromium, site, f"{slugs[1]}@nhan-vien.example")
    page = open_first(with_pillars)
    expect(page.locator(".weak-pillar").first).to_be_visible()
    expect(page.get_by_text("Kết quả đánh giá", exact=True)).to_have_count(0)

    # The second one says nothing for three working days.
    site.happens("silence")
    page = owner.page
    owner.go("/ket-noi/")
    states = page.locator("article .badge").all_inner_texts()
    assert "quá hạn không trả lời" in states
    assert "đã nhận" in states
    silent = page.locator("article", has_text="quá hạn không trả lời")
    silent.get_by_role("link").click()
    expect(page.locator(".alert--info")).to_contain_text("không trả lời")
    assert barriers(page) == []
    page = with_pillars.page
    page.reload()
    expect(page.locator(".weak-pillar")).to_have_count(0)

    for person in (owner, with_score, with_pillars):
        assert person.troubles == []
        person.leave()


def signed_in(chromium: Browser, site: MovedSite, email: str) -> Visitor:
    person = Visitor(chromium, site.url)
    person.go("/tai-khoan/login/")
    person.page.fill("input[name=login]", email)
    person.page.fill("input[name=password]", PASSWORD)
    person.page.press("input[name=password]", "Enter")
    expect(person.page.locator("h1")).to_be_visible()
    return person


def ask_two(owner: Visitor) -> list[str]:
    """The first may see the score, the second the weakest pillars; their short names."""
    page = owner.page
    result = page.locator("main a[href^='/ket-qua/']").first.get_attribute("href")
    owner.go(f"{result}goi-y/")
    page.locator("a[href*='/ket-noi/']:visible", has_text="Nhờ").first.click()
    boxes = page.locator("input[name$='-ask']")
    slugs = [
        each.get_attribute("name").removesuffix("-ask") for each in boxes.all()[:2]
    ]
    first, second = slugs
    page.locator(f"input[name='{first}-agree_contact']").check()
    page.locator(f"input[name='{first}-agree_score']").check()
    page.locator(f"input[name='{second}-ask']").check()
    page.locator("details.more:not([open]) summary").first.click()
    page.locator(f"input[name='{second}-agree_contact']").check()
    page.locator(f"input[name='{second}-agree_pillars']").check()
    page.get_by_role("button", name="Gửi yêu cầu").click()
    expect(page.locator("article")).not_to_have_count(0)
    return slugs


def open_first(person: Visitor):
    person.go("/nha-cung-cap/yeu-cau/")
    person.page.locator("tbody a").first.click()
    return person.page
