"""Pages that send no referrer: their forms are sent as from nowhere, and taken all the same."""

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser
NO_LINK = "/tiep-tuc/khong-co-lien-ket-nay/"


def test_the_button_of_a_link_and_the_switch_of_languages_work(plain: Page):
    plain.goto(NO_LINK)
    with plain.expect_response(lambda answer: answer.request.method == "POST") as sent:
        plain.locator("main form button").first.click()
    assert sent.value.status == 410, "read and refused, not taken for a forgery"
    plain.goto(NO_LINK)
    with plain.expect_request("**/assessment/*.css*") as asked:
        plain.locator("button[name=language][value=en]").first.click()
    expect(plain.locator("html")).to_have_attribute("lang", "en")
    assert not asked.value.headers.get("referer")
