"""A provider keeps its own entry up to date: small things at once, the rest through an officer."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from providers.models import Change, EntryVersion, Solution
from tests.builders import NOW, make_provider, make_solution
from tests.pages import assert_clean_page
from tests.personas import make_persona

pytestmark = pytest.mark.django_db
SAID = {
    "about_vi": "Làm trang web cho quán ăn",
    "about_en": "Websites for eateries",
    "website": "sao.example",
    "email": "thu@sao.example",
    "capacity_per_month": "4",
    "online": "on",
}
SOLUTION = {
    "name_vi": "Bán hàng qua điện thoại",
    "name_en": "Phone sales",
    "what_vi": "Máy tính tiền trên điện thoại.",
    "what_en": "A till on the phone.",
    "kind": "software",
    "price_from": "200 nghìn",
    "price_to": "500.000",
    "price_unit": "month",
    "can_1": "sales.pos",
    "lift_1": "2",
}


@pytest.fixture
def manager():
    provider = make_provider()
    return make_persona("quanly@sao.example", provider.organisation, "manager")


@pytest.fixture
def provider(manager):
    return manager.organisation.provider


def address(persona, name: str, *args) -> str:
    return reverse(f"providers:{name}", args=[persona.organisation.public_id, *args])


def post(persona, name: str, data: dict, *args):
    return persona.client.post(address(persona, name, *args), data)


def test_what_is_small_appears_at_once_and_a_version_is_kept(manager, provider):
    assert_clean_page(manager.client.get(address(manager, "edit_profile")))
    answer = post(manager, "edit_profile", SAID)
    assert answer.url == reverse("providers:provider", args=[provider.slug])
    provider.refresh_from_db()
    assert provider.about == {
        "vi": "Làm trang web cho quán ăn",
        "en": "Websites for eateries",
    }
    assert (provider.capacity_per_month, provider.website) == (4, "https://sao.example")
    shown = manager.client.get(answer.url).content.decode()
    assert "Làm trang web cho quán ăn" in shown
    assert "thu@sao.example" not in shown.partition("<main")[2]
    post(manager, "edit_profile", SAID)
    assert EntryVersion.objects.count() == 1
    history = manager.client.get(address(manager, "history"))
    assert_clean_page(history)
    # Both languages stand there, and whoever hears the page is told which is which.
    told = history.content.decode()
    assert '<p class="plain" lang="vi">Làm trang web cho quán ăn</p>' in told
    assert '<p class="plain" lang="en">Websites for eateries</p>' in told


def test_a_new_solution_is_seen_by_nobody_before_an_officer(manager, provider):
    assert_clean_page(manager.client.get(address(manager, "new_solution")))
    assert post(manager, "new_solution", SOLUTION).url == address(
        manager, "own_entries"
    )
    solution = Solution.objects.get()
    assert (solution.price_from, solution.price_to) == (200_000, 500_000)
    assert solution.improves == [{"capability": "sales.pos", "lift": 2}]
    assert not solution.is_active
    page = manager.client.get(reverse("providers:provider", args=[provider.slug]))
    assert "Bán hàng qua điện thoại" not in page.content.decode()
    own = manager.client.get(address(manager, "own_entries"))
    assert_clean_page(own)
    assert "Bán hàng qua điện thoại" in own.content.decode()
    # It cannot be switched on past the officer.
    post(manager, "switch_solution", {"answer": "on"}, solution.slug)
    solution.refresh_from_db()
    assert not solution.is_active
    (change,) = Change.objects.filter(state="pending")
    assert change.after == {"is_active": True}
    # Changed before anybody looked, it is still one thing that waits.
    post(manager, "edit_solution", SOLUTION | {"price_to": "600.000"}, solution.slug)
    assert Change.objects.filter(state="pending").count() == 1


def test_of_a_solution_on_offer_words_change_and_the_price_waits(manager, provider):
    solution = make_solution(provider, "kho", judged_at=NOW)
    page = manager.client.get(address(manager, "edit_solution", solution.slug))
    assert_clean_page(page)
    typed = SOLUTION | {"price_unit": "once"}
    post(manager, "edit_solution", typed, solution.slug)
    solution.refresh_from_db()
    assert solution.name["vi"] == "Bán hàng qua điện thoại"
    assert (solution.price_from, solution.is_active) == (5_000_000, True)
    change = Change.objects.get(state="pending")
    assert change.after["price_from"] == 200_000
    # A question of an index that an import named stays.
    assert change.after["improves"] == [
        {"question": "1.1.1", "lift": 2},
        {"capability": "sales.pos", "lift": 2},
    ]
    # What was asked for stands in the form, and can be taken back.
    page = manager.client.get(address(manager, "edit_solution", solution.slug))
    assert page.context["form"].initial["price_from"] == 200_000
    post(manager, "take_back_change", {}, change.public_id)
    change.refresh_from_db()
    assert change.state == "withdrawn"


def test_off_the_list_and_back_needs_nobody(manager, provider):
    solution = make_solution(provider, "kho", judged_at=NOW)
    for answer, is_on in (("off", False), ("on", True)):
        post(manager, "switch_solution", {"answer": answer}, solution.slug)
        solution.refresh_from_db()
        assert solution.is_active == is_on


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"price_to": "100.000"}, "price_to"),
        ({"price_from": "rẻ"}, "price_from"),
        ({"can_1": ""}, "can_1"),
        ({"name_vi": ""}, "name_vi"),
    ],
)
def test_what_is_wrong_stands_beside_its_field_and_nothing_is_lost(
    manager, provider, wrong, field
):
    page = post(manager, "new_solution", SOLUTION | wrong)
    assert_clean_page(page)
    assert set(page.context["form"].errors) == {field}
    assert "Máy tính tiền trên điện thoại." in page.content.decode()
    assert not Solution.objects.exists()


def test_certificates_are_typed_one_a_line_and_wait(manager, provider):
    assert_clean_page(manager.client.get(address(manager, "edit_certificates")))
    typed = {"name_1": "ISO 9001", "until_1": "2027-05-01", "name_3": "HACCP"}
    post(manager, "edit_certificates", typed)
    provider.refresh_from_db()
    assert provider.certificates == []
    change = Change.objects.get()
    assert change.after["certificates"] == ["ISO 9001", "HACCP"]
    page = post(manager, "edit_certificates", {"until_2": "2027-05-01"})
    assert set(page.context["form"].errors) == {"name_2"}


def test_a_second_change_of_certificates_goes_on_from_the_first(manager, provider):
    provider.certificates = ["TCVN 1"]
    provider.save()
    post(manager, "edit_certificates", {"name_1": "TCVN 1", "name_2": "ISO 9001"})
    form = manager.client.get(address(manager, "edit_certificates")).context["form"]
    assert (form["name_1"].value(), form["name_2"].value()) == ("TCVN 1", "ISO 9001")
    third = {"name_1": "TCVN 1", "name_2": "ISO 9001", "name_3": "HACCP"}
    post(manager, "edit_certificates", third)
    waiting = Change.objects.get(state="pending")
    assert waiting.after["certificates"] == ["TCVN 1", "ISO 9001", "HACCP"]
    assert waiting.before["certificates"] == ["TCVN 1"]


def test_a_pause_is_the_providers_own_and_ends_when_it_says_so(manager, provider):
    assert_clean_page(manager.client.get(address(manager, "pause")))
    until = timezone.localdate() + timedelta(days=9)
    post(manager, "pause", {"until": until.isoformat()})
    provider.refresh_from_db()
    assert provider.paused_until == until
    post(manager, "pause", {"answer": "end"})
    provider.refresh_from_db()
    assert not provider.is_paused_on(timezone.localdate())
    page = post(manager, "pause", {"until": "2020-01-01"})
    assert set(page.context["form"].errors) == {"until"}


def test_an_officer_of_the_provider_reads_and_changes_nothing(manager, provider):
    solution = make_solution(provider, "kho", judged_at=NOW)
    officer = make_persona("nv@sao.example", manager.organisation, "officer")
    page = officer.client.get(address(officer, "own_entries"))
    assert "<form" not in page.content.decode().partition("<main")[2]
    assert officer.client.get(address(officer, "edit_profile")).status_code == 403
    answer = post(officer, "switch_solution", {"answer": "off"}, solution.slug)
    assert answer.status_code == 403


def test_as_many_queries_for_many_solutions_as_for_few(
    manager, provider, django_assert_max_num_queries
):
    for number in range(25):
        solution = make_solution(provider, f"web-{number}", judged_at=NOW)
        if number % 2:
            typed = SOLUTION | {"price_from": "300.000"}
            post(manager, "edit_solution", typed, solution.slug)
    with django_assert_max_num_queries(12):
        manager.client.get(address(manager, "own_entries"))
