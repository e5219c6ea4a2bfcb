"""A share link in a browser: one button, then the result at an address that can be passed on."""

from playwright.sync_api import expect

from tests.browser.starts import shared_link


def test_its_button_shows_the_result_and_the_address_stays_shareable(visitor):
    reader, other = visitor(), visitor()
    link = shared_link(reader)
    reader.go(link)
    expect(reader.page.locator("main button")).to_have_count(1)
    assert reader.page.evaluate("document.referrer") == ""
    with reader.page.expect_navigation():
        reader.page.locator("main button").click()
    assert reader.page.url.endswith(link)
    expect(reader.page.locator("main")).to_contain_text("Mức")

    other.go(reader.page.url)
    expect(other.page.locator("main button")).to_have_count(1)
    with other.page.expect_navigation():
        other.page.locator("main button").click()
    expect(other.page.locator("main")).to_contain_text("Mức")
