"""Proof and several hands, on telephones: a file, a colleague by a link, an owner who decides."""

import re

from playwright.sync_api import expect

from accounts.demo import DEMO_ACCOUNTS
from tests.browser.site import Site
from tests.browser.visitor import Visitor
from tests.builders import PDF

OWNER = DEMO_ACCOUNTS[0].email
COLLEAGUE = "lan-ke-toan@tiemtra.example"


def test_an_owner_attaches_a_pdf_from_the_phone_and_the_result_says_so(
    visitor, tmp_path
):
    owner = visitor()
    owner.sign_in(OWNER)
    owner.go("/doanh-nghiep/")
    page = owner.page
    page.locator("a[href^='/ket-qua/']").first.click()
    result = page.url
    page.locator("a[href$='/minh-chung/']").click()
    page.locator(".proofs summary").first.click()
    page.locator(".proofs__row").first.click()
    paper = tmp_path / "hóa đơn quảng cáo.pdf"
    paper.write_bytes(PDF)
    page.set_input_files("input[name=file]", str(paper))
    page.get_by_role("button", name="Lưu tệp này").click()
    expect(page.locator(".files__name")).to_have_text(
        re.compile("hóa đơn quảng cáo.pdf")
    )
    with page.expect_download() as download:
        page.locator(".files__name").click()
    assert download.value.suggested_filename == "hóa đơn quảng cáo.pdf"
    assert download.value.path().read_bytes() == PDF
    refuse_a_page_in_disguise(page, tmp_path)
    owner.go(result)
    expect(page.locator("#reliability + p")).to_contain_text("số điểm có minh chứng")
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


def refuse_a_page_in_disguise(page, folder) -> None:
    disguised = folder / "bang-khen.pdf"
    disguised.write_text("<!doctype html><script>alert(1)</script>")
    page.set_input_files("input[name=file]", str(disguised))
    page.get_by_role("button", name="Lưu tệp này").click()
    expect(page.locator("#file-error")).to_contain_text("không nhận làm minh chứng")


def start(owner: Visitor) -> str:
    """A round of the 2021 set begun without an account; the address of its first step."""
    owner.go("/bat-dau/")
    owner.tell_profile("Tiệm trà Bà Tư", "I", 9)
    owner.choose_index("dbi-2021-sme")
    return owner.begin().url


def pick(page, code: str, level: int) -> None:
    """Choose a card and wait until it is saved."""
    page.locator(f'input[name="{code}"][value="{level}"]').check(force=True)
    expect(page.locator(f'input[name="{code}-was"][value="{level}"]')).to_be_attached()


def test_a_colleague_answers_by_the_link_and_the_owner_decides(
    visitor, demo_site: Site
):
    owner, colleague = visitor(), visitor()
    first = start(owner)
    page = owner.page
    pick(page, "1.1.1", 1)
    owner.go(re.sub(r"[^/]+/$", "cung-tra-loi/", first))
    keep_in_account(owner)
    page.fill("[name=name]", "Chị Lan")
    page.fill("[name=email]", COLLEAGUE)
    page.locator("[name=pillars]").first.check(force=True)
    page.get_by_role("button", name="Gửi lời mời").click()
    expect(page.locator(".colleague")).to_contain_text("Đã gửi lời mời")
    link = re.search(r"https?://\S+/loi-moi/\S+/", letter_to(demo_site))[0]
    answer_as(colleague, link)
    page.reload()
    expect(page.locator(".colleague")).to_contain_text("Đã trả lời xong")
    page.get_by_role("link", name="So sánh và chọn").click()
    expect(page.locator(".difference")).to_have_count(1)
    page.get_by_role("button", name="Lấy câu của Chị Lan").click()
    expect(page.locator(".empty")).to_be_visible()
    owner.go(first)
    expect(page.locator('input[name="1.1.1"][value="4"]')).to_be_checked()
    expect(page.locator('[id="q-1.1.2"]')).to_contain_text("Chị Lan trả lời lúc")
    withdraw(owner, first)
    with colleague.tolerating(410):
        colleague.page.reload()
    expect(colleague.page.locator("h1")).to_have_text("Lời mời này đã kết thúc")


def keep_in_account(owner: Visitor) -> None:
    """Letters need a sender: through an account and back to the very page."""
    page, here = owner.page, owner.page.url
    expect(page.locator("[name=email]")).to_have_count(0)
    page.get_by_role("link", name="Lưu vào tài khoản").click()
    page.get_by_role("link", name="Tôi đã có tài khoản: đăng nhập").click()
    owner.sign_in_here(OWNER)
    page.get_by_role("button", name="Lưu vào tài khoản").click()
    page.wait_for_url(here)


def letter_to(site: Site) -> str:
    return site.letters_to(COLLEAGUE)[-1].get_body(("plain",)).get_content()


def answer_as(colleague: Visitor, link: str) -> None:
    page = colleague.page
    colleague.go(link)
    expect(page.locator("main")).not_to_contain_text("Tiệm trà Bà Tư")
    page.get_by_role("button", name="Xem các câu hỏi").click()
    page.wait_for_url("**/cung-tra-loi/**")
    assert "loi-moi" not in page.url
    expect(page.locator('input[name="1.1.1"][value="1"]')).not_to_be_checked()
    pick(page, "1.1.1", 4)
    pick(page, "1.1.2", 3)
    page.locator(".jump > summary").click()
    page.get_by_role("button", name="Kết thúc").click()
    page.get_by_role("button", name="Tôi đã trả lời xong").click()
    expect(page.locator("h1")).to_have_text("Cảm ơn anh/chị")


def withdraw(owner: Visitor, first: str) -> None:
    owner.go(re.sub(r"[^/]+/$", "cung-tra-loi/", first))
    owner.page.get_by_role("button", name="Rút lại lời mời").click()
    expect(owner.page.locator(".colleague")).to_contain_text("Đã rút lại")
