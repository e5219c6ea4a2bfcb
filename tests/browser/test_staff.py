"""A manager invites a colleague, who joins by the letter; then the role changes, on a telephone."""

import re

from playwright.sync_api import expect

from tests.browser.site import Site
from tests.browser.starts import ASSOCIATION
from tests.browser.visitor import Visitor, barriers

NEW = "thu-ha-moi@hiephoi.example"
LINK = re.compile(r"/lam-viec/[^/\s]+/")


def test_a_colleague_is_invited_joins_and_gets_another_role(visitor, demo_site):
    manager = visitor()
    manager.sign_in(ASSOCIATION)
    invite(manager)
    colleague = visitor()
    join(colleague, demo_site)
    change_role(manager)
    # What reads only has no way to invite.
    colleague.page.reload()
    colleague.page.get_by_role("link", name="Nhóm của tôi").click()
    expect(colleague.page.get_by_role("link", name="Mời người cùng làm")).to_have_count(
        0
    )
    assert not barriers(colleague.page)
    assert narrow(colleague)


def narrow(person: Visitor) -> bool:
    return person.page.evaluate("document.documentElement.scrollWidth") <= 390


def invite(manager: Visitor) -> None:
    manager.go("/cua-toi/")
    page = manager.page
    page.get_by_role("link", name="Nhóm của tôi").click()
    assert not barriers(page)
    page.get_by_role("link", name="Mời người cùng làm").click()
    assert not barriers(page)
    page.fill("[name=email]", NEW)
    # The card around it takes the tap.
    page.locator("label.choice", has_text="Cán bộ phụ trách").click()
    page.get_by_role("button", name="Gửi lời mời").click()
    expect(page.get_by_role("row", name=NEW)).to_contain_text("Đã gửi thư")
    assert narrow(manager)


def join(colleague: Visitor, site: Site) -> None:
    (letter,) = site.letters_to(NEW)
    text = letter.get_body(("plain",)).get_content()
    colleague.go(LINK.search(text)[0])
    page = colleague.page
    page.locator("main button").click()
    assert not barriers(page)
    assert narrow(colleague)
    page.fill("[name=full_name]", "Trần Thu Hà")
    page.fill("[name=password]", "mot-mat-khau-that-dai-2026")
    page.get_by_role("button", name="Lập tài khoản và nhận lời").click()
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    expect(page.locator("main, .messages").first).to_be_visible()
    assert "/hiep-hoi/" in page.url


def change_role(manager: Visitor) -> None:
    page = manager.page
    page.reload()
    page.get_by_role("link", name="Trần Thu Hà").click()
    assert not barriers(page)
    page.select_option("[name=role]", "reader")
    page.get_by_role("button", name="Lưu vai trò").click()
    expect(page.get_by_role("row", name="Trần Thu Hà")).to_contain_text("Người chỉ xem")
