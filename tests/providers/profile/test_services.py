"""What a provider changes of its own entry: what appears at once, what waits, what is refused."""

import pytest

from accounts.models import AuditEvent, User
from providers.errors import ProviderError
from providers.models import Change, EntryVersion, Provider, Solution
from providers.profile.services import (
    MOST_SOLUTIONS,
    add_solution,
    create_provider,
    pause_oneself,
    resume_oneself,
    save_certificates,
    save_profile,
    save_solution,
    switch_solution,
)
from tests.builders import NOW, make_provider, make_solution, make_user

pytestmark = pytest.mark.django_db
TODAY = NOW.date()
NEW = {
    "name": {"vi": "Bán hàng trên điện thoại", "en": "Phone sales"},
    "what": {"vi": "Máy tính tiền.", "en": "A till."},
    "kind": "software",
    "price_from": 200_000,
    "price_to": 500_000,
    "price_unit": "month",
    "improves": [{"question": "1.1.1", "lift": 2}],
}


@pytest.fixture
def user() -> User:
    return make_user("quanly@sao.example")


@pytest.fixture
def terms(user) -> dict:
    return {"by": user, "now": NOW}


@pytest.fixture
def provider() -> Provider:
    return make_provider()


@pytest.fixture
def solution(provider) -> Solution:
    """One that an officer has accepted."""
    return make_solution(provider, judged_at=NOW)


def logged(action: str) -> list[list[str]]:
    events = AuditEvent.objects.filter(action=action).order_by("pk")
    return [event.details["fields"] for event in events]


class TestProfile:
    @pytest.mark.parametrize(
        ("said", "fields"),
        [
            ({"website": "https://moi.example"}, ["website"]),
            (
                {"capacity_per_month": 4, "online": False},
                ["capacity_per_month", "online"],
            ),
            ({"website": ""}, []),
            ({}, []),
        ],
    )
    def test_what_is_other_than_before_appears_and_is_kept_as_a_version(
        self, provider, terms, said, fields
    ):
        Provider.objects.update(website="", online=True)
        provider.refresh_from_db()
        changed = save_profile(provider=provider, said=said, **terms)
        assert sorted(changed) == fields
        assert logged("provider.changed") == ([fields] if fields else [])
        assert EntryVersion.objects.exists() is bool(fields)

    def test_the_log_says_which_and_not_what(self, provider, terms):
        save_profile(provider=provider, said={"phone": "0909 111 222"}, **terms)
        event = AuditEvent.objects.get(action="provider.changed")
        assert "0909" not in str(event.details)


class TestNewSolution:
    def test_nobody_sees_it_before_an_officer_has(self, provider, terms):
        made = add_solution(provider=provider, said=NEW, **terms)
        assert not made.is_active
        assert made.judged_at is None
        change = Change.objects.get()
        assert change.after == {"is_active": True}
        assert change.state == Change.State.PENDING

    def test_two_of_one_name_have_addresses_of_their_own(self, provider, terms):
        first = add_solution(provider=provider, said=NEW, **terms)
        second = add_solution(provider=provider, said=NEW, **terms)
        assert first.slug != second.slug
        assert second.slug.startswith(first.slug)

    def test_its_address_stays_when_it_is_called_otherwise(self, provider, terms):
        made = add_solution(provider=provider, said=NEW, **terms)
        slug = made.slug
        name = {"vi": "Tên khác", "en": "Another name"}
        save_solution(solution=made, said={"name": name}, **terms)
        made.refresh_from_db()
        assert (made.slug, made.name) == (slug, name)

    def test_there_are_so_many_and_no_more(self, provider, terms):
        rows = [
            Solution(provider=provider, slug=f"s{number}", **NEW)
            for number in range(MOST_SOLUTIONS)
        ]
        Solution.objects.bulk_create(rows)
        with pytest.raises(ProviderError, match="too_many_solutions"):
            add_solution(provider=provider, said=NEW, **terms)
        assert provider.solutions.count() == MOST_SOLUTIONS


class TestChanged:
    @pytest.mark.parametrize(
        "said",
        [
            {"name": {"vi": "Tên mới", "en": "New name"}},
            {"what": {"vi": "Khác.", "en": "Other."}},
            {"delivery_days": 9},
            {"sectors": ["I"]},
            {"sizes": ["small"]},
        ],
    )
    def test_what_is_small_appears_at_once(self, solution, terms, said):
        waiting = save_solution(solution=solution, said=said, **terms)
        solution.refresh_from_db()
        assert all(getattr(solution, name) == value for name, value in said.items())
        assert waiting is None
        assert logged("solution.changed") == [sorted(said)]

    @pytest.mark.parametrize(
        "said",
        [
            {"price_from": 1_000_000},
            {"price_unit": "year"},
            {"improves": [{"question": "1.1.1", "lift": 3}]},
        ],
    )
    def test_what_an_officer_compares_waits(self, solution, terms, said):
        before = {name: getattr(solution, name) for name in said}
        waiting = save_solution(solution=solution, said=said, **terms)
        solution.refresh_from_db()
        assert {name: getattr(solution, name) for name in said} == before
        assert waiting.after == said
        assert logged("solution.changed") == []

    def test_of_both_kinds_one_appears_and_the_other_waits(self, solution, terms):
        said = {"delivery_days": 9, "price_from": 1_000_000}
        waiting = save_solution(solution=solution, said=said, **terms)
        solution.refresh_from_db()
        assert (solution.delivery_days, solution.price_from) == (9, 5_000_000)
        assert set(waiting.after) == {"price_from"}

    def test_before_anybody_looked_at_it_all_of_it_is_as_it_is_meant(
        self, provider, terms
    ):
        made = add_solution(provider=provider, said=NEW, **terms)
        save_solution(solution=made, said={"price_from": 300_000}, **terms)
        made.refresh_from_db()
        assert made.price_from == 300_000
        assert not made.is_active

    def test_what_is_the_same_changes_nothing(self, solution, terms):
        said = {"price_from": solution.price_from, "name": solution.name}
        assert save_solution(solution=solution, said=said, **terms) is None
        assert not EntryVersion.objects.exists()
        assert not AuditEvent.objects.filter(action="solution.changed").exists()


class TestSwitched:
    @pytest.mark.parametrize("is_on", [True, False])
    def test_off_and_on_again_once_it_was_accepted(self, solution, terms, is_on):
        Solution.objects.update(is_active=not is_on)
        solution.refresh_from_db()
        switch_solution(solution=solution, is_on=is_on, **terms)
        solution.refresh_from_db()
        assert solution.is_active is is_on
        assert logged("solution.switched") == [["is_active"]]

    def test_what_nobody_looked_at_is_not_switched_on(self, provider, terms):
        made = add_solution(provider=provider, said=NEW, **terms)
        with pytest.raises(ProviderError, match="not_judged"):
            switch_solution(solution=made, is_on=True, **terms)
        made.refresh_from_db()
        assert not made.is_active

    def test_what_is_so_already_is_not_written_down(self, solution, terms):
        switch_solution(solution=solution, is_on=solution.is_active, **terms)
        assert not AuditEvent.objects.filter(action="solution.switched").exists()


class TestCertificates:
    @pytest.mark.parametrize(
        ("ends", "names", "days"),
        [
            ({}, [], {}),
            ({"ISO 27001": None}, ["ISO 27001"], {}),
            (
                {"ISO 9001": TODAY, "ISO 27001": None},
                ["ISO 9001", "ISO 27001"],
                {"ISO 9001": str(TODAY)},
            ),
        ],
    )
    def test_they_wait_in_the_order_in_which_they_stand(self, terms, ends, names, days):
        provider = make_provider(certificates=["Cũ"], certificate_ends={})
        change = save_certificates(provider=provider, ends=ends, **terms)
        assert change.after["certificates"] == names
        assert change.after.get("certificate_ends", {}) == days
        provider.refresh_from_db()
        assert provider.certificates == ["Cũ"]


def test_a_pause_of_one_s_own_is_begun_and_ended(provider, terms):
    pause_oneself(provider=provider, until=TODAY, **terms)
    assert provider.is_paused_on(TODAY)
    resume_oneself(provider=provider, **terms)
    assert not provider.is_paused_on(TODAY)


def test_one_that_the_operator_makes_belongs_to_nobody_yet(user, terms):
    about = {"vi": "Làm web.", "en": "Websites."}
    made = create_provider(name="Sao Hôm", tax_code="", about=about, **terms)
    assert made.about == about
    assert not made.organisation.memberships.exists()
    assert EntryVersion.objects.get().provider == made
