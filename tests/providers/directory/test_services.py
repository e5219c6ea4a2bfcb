"""An import of the directory can be repeated, and touches only what its file says."""

from datetime import date
from decimal import Decimal

import pytest
from django.core.management import call_command

from accounts.models import AuditEvent, Organisation
from language.collation import sort_key
from providers.directory.document import read_directory
from providers.directory.queries import Wanted, vetted_providers
from providers.directory.services import import_directory, set_vetting
from providers.models import Provider, Solution
from tests.builders import (
    NOW,
    make_organisation,
    make_provider,
    make_solution,
    make_user,
)
from tests.providers.directory.examples import CSV, GOOD, problems_of


@pytest.mark.sql
@pytest.mark.django_db
def test_importing_twice_changes_nothing(written):
    data = read_directory(written(GOOD)).data
    first = import_directory(data=data, now=NOW)
    before = (
        list(Provider.objects.values()),
        list(Solution.objects.values()),
        list(Organisation.objects.values()),
    )
    second = import_directory(data=data, now=NOW)
    assert (first.providers["new"], first.solutions["new"]) == (1, 2)
    assert (dict(+second.providers), dict(+second.solutions)) == (
        {"same": 1},
        {"same": 2},
    )
    assert (
        list(Provider.objects.values()),
        list(Solution.objects.values()),
        list(Organisation.objects.values()),
    ) == before
    assert AuditEvent.objects.filter(action="directory.imported").count() == 2


@pytest.mark.sql
@pytest.mark.django_db
def test_what_the_file_no_longer_lists_is_switched_off_and_comes_back(written):
    data = read_directory(written(GOOD)).data
    import_directory(data=data, now=NOW)
    shorter = {
        **data,
        "providers": [
            {**data["providers"][0], "solutions": data["providers"][0]["solutions"][:1]}
        ],
    }
    assert import_directory(data=shorter, now=NOW).solutions["switched_off"] == 1
    assert not Solution.objects.get(slug="cham-soc").is_active
    import_directory(data=data, now=NOW)
    assert Solution.objects.get(slug="cham-soc").is_active


@pytest.mark.sql
@pytest.mark.django_db
def test_vetting_set_by_an_administrator_stays_where_the_file_says_nothing(written):
    data = read_directory(
        written(GOOD.replace("    vetted_until: 2027-06-30\n", ""))
    ).data
    import_directory(data=data, now=NOW)
    Provider.objects.update(vetted_until="2030-01-01")
    import_directory(data=data, now=NOW)
    assert str(Provider.objects.get().vetted_until) == "2030-01-01"


@pytest.mark.django_db
def test_a_tax_code_is_kept_as_it_is_written_everywhere_and_a_pause_is_a_day(written):
    told = "    paused_until: 2026-12-24\n    tax_code: '0312 687 878'\n    solutions:"
    text = GOOD.replace("    solutions:", told, 1)
    assert problems_of(written(text)) == []
    import_directory(data=read_directory(written(text)).data, now=NOW)
    provider = Provider.objects.get()
    assert provider.organisation.tax_code == "0312687878"
    assert str(provider.paused_until) == "2026-12-24"
    # A file that says nothing of either leaves both as they are.
    import_directory(data=read_directory(written(GOOD)).data, now=NOW)
    provider.refresh_from_db()
    assert provider.paused_until is not None
    assert provider.organisation.tax_code
    wrong = text.replace("0312 687 878", "0312687879")
    assert "tax code" in problems_of(written(wrong))[0]


@pytest.mark.django_db
def test_csv_and_yaml_say_the_same(written):
    tables = []
    for path in (written(GOOD), written(CSV, "directory.csv")):
        assert problems_of(path) == []
        import_directory(
            data=read_directory(path).data | {"index": "small", "fictional": True},
            now=NOW,
        )
        tables.append(
            [list(Provider.objects.values()), list(Solution.objects.values())]
        )
    assert tables[0] == tables[1]


def imported(written, *changes: tuple[str, str], by=None):
    """The good directory with these texts changed."""
    text = GOOD
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    data = read_directory(written(text)).data
    return import_directory(data=data, now=NOW, by=by)


@pytest.mark.django_db
def test_what_a_file_says_is_what_is_kept(written):
    imported(written)
    provider = Provider.objects.get()
    assert provider.organisation.name == "Công ty Web Sao Mai"
    assert provider.areas == ["25747"]
    assert not provider.online
    assert provider.rating_average == Decimal("4.50")
    assert provider.vetted_until == date(2027, 6, 30)
    web = Solution.objects.get(slug="web")
    assert (web.index_id, web.price_from, web.price_to) == (
        "small",
        5_000_000,
        9_000_000,
    )
    assert web.price_confirmed == date(2026, 9, 15)


@pytest.mark.django_db
def test_what_a_file_leaves_out_is_as_usual(written):
    imported(
        written,
        ("    capacity_per_month: 3\n", ""),
        ("    online: false\n", ""),
        ("    rating: {average: 4.5, count: 12}\n", ""),
        ("    website: https://sao-mai.example\n", ""),
    )
    provider = Provider.objects.get()
    assert provider.capacity_per_month == 10
    assert provider.online
    assert (provider.rating_average, provider.rating_count) == (None, 0)
    assert provider.website == ""
    bare = Solution.objects.get(slug="cham-soc")
    assert (bare.sectors, bare.sizes, bare.support_item) == ([], [], "")
    assert bare.delivery_days is None


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("old", "new", "providers", "solutions"),
    [
        ("Công ty Web Sao Mai", "Công ty Sao Hôm", {"changed": 1}, {"same": 2}),
        ("fictional: true", "fictional: false", {"changed": 1}, {"same": 2}),
        ("average: 4.5", "average: 4.6", {"changed": 1}, {"same": 2}),
        ("to: 9000000", "to: 9500000", {"same": 1}, {"changed": 1, "same": 1}),
        ("en: Website", "en: Web site", {"changed": 1}, {"changed": 1, "same": 1}),
        ("id: cham-soc", "id: moi", {"same": 1}, {"new": 1, "same": 1}),
    ],
    ids=["renamed", "real", "rated", "dearer", "found by another name", "another id"],
)
def test_what_differs_is_counted_as_changed(written, old, new, providers, solutions):
    imported(written)
    done = imported(written, (old, new))
    assert dict(+done.providers) == providers
    done.solutions.pop("switched_off")
    assert dict(done.solutions) == solutions


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("changes", "fields"),
    [
        ([("Công ty Web Sao Mai", "Công ty Sao Hôm")], ["name"]),
        ([("fictional: true", "fictional: false")], ["is_fictional"]),
        (
            [
                ("Công ty Web Sao Mai", "Công ty Sao Hôm"),
                ("fictional: true", "fictional: false"),
            ],
            ["is_fictional", "name"],
        ),
        ([("average: 4.5", "average: 4.6")], None),
    ],
    ids=["renamed", "real", "both", "neither"],
)
def test_the_log_tells_who_changed_what_of_an_organisation(written, changes, fields):
    imported(written)
    importer = make_user()
    imported(written, *changes, by=importer)
    provider = Provider.objects.get().organisation
    events = AuditEvent.objects.filter(action="organisation.changed")
    told = [(event.organisation, event.actor, event.details) for event in events]
    expected = [] if fields is None else [(provider, importer, {"fields": fields})]
    assert told == expected


@pytest.mark.django_db
def test_whoever_imports_a_provider_is_named_and_does_not_own_it(written):
    importer = make_user()
    imported(written, by=importer)
    provider = Provider.objects.get().organisation
    (event,) = AuditEvent.objects.filter(organisation=provider)
    assert (event.action, event.actor) == ("organisation.created", importer)
    assert not provider.memberships.exists()
    assert provider.claimed_at is None


@pytest.mark.django_db
def test_a_renamed_provider_is_found_and_sorted_by_its_new_name(written):
    imported(written)
    imported(written, ("Công ty Web Sao Mai", "Ấn phẩm Số"))
    provider = Provider.objects.get().organisation
    assert (provider.search_key, provider.name) == ("an pham so", "Ấn phẩm Số")
    assert provider.sort_key == sort_key("Ấn phẩm Số")


@pytest.mark.django_db
def test_a_provider_is_found_by_its_name_and_by_those_of_its_solutions(written):
    imported(written)
    key = Provider.objects.get().search_key
    for words in ("cong ty web sao mai", "trang web", "website", "cham soc", "care"):
        assert words in key


@pytest.mark.django_db
@pytest.mark.sql
def test_keys_of_another_version_are_renewed_by_a_command(written, capsys):
    imported(written)
    association = make_organisation("association", "Hội Đá Quý")
    Organisation.objects.update(sort_key="cu", search_key="cu")
    Provider.objects.update(search_key="cu")
    call_command("renew_search_keys")
    assert capsys.readouterr().out == "Renewed: 2 organisations, 1 providers.\n"
    association.refresh_from_db()
    assert association.search_key == "hoi da quy"
    assert association.sort_key == sort_key("Hội Đá Quý")
    assert "cham soc" in Provider.objects.get().search_key
    call_command("renew_search_keys")
    assert capsys.readouterr().out == "Renewed: 0 organisations, 0 providers.\n"
    again = imported(written)
    assert (again.providers["same"], again.providers["changed"]) == (1, 0)


@pytest.mark.django_db
def test_a_provider_that_an_administrator_renamed_is_found_by_its_name(written):
    imported(written)
    Provider.objects.update(vetted_until=NOW.date())
    provider = Provider.objects.get()
    provider.organisation.name = "Ấn phẩm Số"
    provider.organisation.save()
    for words in ("ấn phẩm", "an pham website", "chăm sóc"):
        assert list(vetted_providers(Wanted(text=words), NOW)) == [provider], words
    assert not vetted_providers(Wanted(text="không có"), NOW)


@pytest.mark.django_db
def test_a_provider_that_the_file_does_not_name_stays_as_it_is(written):
    other = make_solution(make_provider("Kia", "kia"), "kia")
    imported(written)
    other.refresh_from_db()
    assert other.is_active
    assert Provider.objects.count() == 2


@pytest.mark.django_db
def test_an_empty_day_of_vetting_ends_it(written):
    imported(written)
    imported(written, ("vetted_until: 2027-06-30", "vetted_until: null"))
    assert Provider.objects.get().vetted_until is None


@pytest.mark.sql
@pytest.mark.django_db
@pytest.mark.parametrize(
    ("was", "until", "actions"),
    [
        (None, date(2027, 1, 1), ["provider.vetted"]),
        (date(2026, 1, 1), date(2027, 1, 1), ["provider.vetted"]),
        (date(2027, 1, 1), None, ["provider.vetting_ended"]),
        (date(2027, 1, 1), date(2027, 1, 1), []),
        (None, None, []),
    ],
)
def test_vetting_is_recorded_where_it_changes(was, until, actions):
    provider = make_provider(vetted_until=was)
    set_vetting(provider=provider, until=until, by=make_user(), now=NOW)
    provider.refresh_from_db()
    assert provider.vetted_until == until
    events = AuditEvent.objects.filter(organisation=provider.organisation)
    assert [event.action for event in events] == actions
    for event in events:
        assert event.details == {"until": str(until or ""), "was": str(was or "")}
