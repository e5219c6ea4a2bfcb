"""A form of a tab that was open while somebody signed in from another one."""

import re

from playwright.sync_api import Browser, expect

from tests.browser.site import Site
from tests.browser.starts import COLLEAGUE
from tests.browser.visitor import PASSWORD, PHONE


def test_with_scripts_it_is_sent_as_if_nothing_had_happened(visitor):
    person = visitor()
    person.go("/bat-dau/")
    person.tell_profile("Tiệm may Hai Thẻ", "C", 12)
    first = person.page
    person.page = person.context.new_page()
    person.sign_in(COLLEAGUE)
    first.locator("form.profile button.button").press("Enter")
    first.wait_for_url("**/danh-gia/**")


def test_without_scripts_it_comes_back_and_one_tap_sends_it(
    chromium: Browser, demo_site: Site
):
    context = chromium.new_context(
        base_url=demo_site.url, viewport=PHONE, java_script_enabled=False
    )
    first, second = context.new_page(), context.new_page()
    first.goto("/bat-dau/")
    first.fill("#id_name", "Tiệm may Không Kịch Bản")
    first.select_option("#id_sector", "C")
    first.fill("#id_employees", "12")

    second.goto("/tai-khoan/login/")
    second.fill("input[name=login]", COLLEAGUE)
    second.fill("input[name=password]", PASSWORD)
    second.click("main form button.button")

    first.click("form.profile button.button")
    assert "Tiệm may Không Kịch Bản" in first.inner_text("main")
    first.click("main form button.button")
    first.wait_for_url("**/danh-gia/**")
    context.close()


def test_three_taps_on_a_slow_line_make_one_enterprise(visitor, demo_site):
    person = visitor()
    person.go("/bat-dau/")
    person.tell_profile("Tiệm may Ba Lần Bấm", "C", 12)
    client = person.context.new_cdp_session(person.page)
    slow = {"offline": False, "latency": 600, "downloadThroughput": 20_000}
    client.send("Network.enable")
    client.send("Network.emulateNetworkConditions", slow | {"uploadThroughput": 20_000})
    person.page.evaluate(
        """() => {
          const button = document.querySelector("form.profile button.button");
          for (const after of [0, 150, 300]) setTimeout(() => button.click(), after);
        }"""
    )
    # Each tap throws the answer to the one before away.
    expect(person.page).to_have_url(re.compile("/danh-gia/"), timeout=30_000)
    count = (
        "from accounts.models import Organisation;"
        "print(Organisation.objects.filter(name='Tiệm may Ba Lần Bấm').count())"
    )
    assert demo_site.manage("shell", "-v", "0", "-c", count).split()[-1] == "1"
