"""An import of the directory can be repeated, and touches only what its file says."""

import pytest

from accounts.models import AuditEvent, Organisation
from providers.directory.document import read_directory
from providers.directory.services import import_directory
from providers.models import Provider, Solution
from tests.builders import NOW
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
