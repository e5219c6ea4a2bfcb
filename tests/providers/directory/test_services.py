"""Directory files: every mistake at once with its place, and an import that can be repeated."""

from pathlib import Path

import pytest
import yaml
from django.core.management import CommandError, call_command

from accounts.models import AuditEvent, Organisation
from providers.directory.check import check
from providers.directory.document import OWN_COLUMNS, SOLUTION_COLUMNS, read_directory
from providers.directory.services import import_directory
from providers.models import Provider, Solution
from tests.builders import NOW, make_index_version

ROOT = Path(__file__).resolve().parents[3]
TOPS = {"1.1.1": 5, "2.1.1": 5}

GOOD = """\
fictional: true
index: small
providers:
  - id: sao-mai
    name: Công ty Web Sao Mai
    about: {vi: Làm web., en: Makes websites.}
    website: https://sao-mai.example
    email: chao@sao-mai.example
    phone: '0900 000 009'
    areas: ['25747']
    online: false
    certificates: [ISO 9001]
    capacity_per_month: 3
    vetted_until: 2027-06-30
    rating: {average: 4.5, count: 12}
    solutions:
      - id: web
        name: {vi: Trang web, en: Website}
        what: {vi: Làm trang web., en: A website is made.}
        kind: service
        improves: [{question: 1.1.1, lift: 2}, {question: 2.1.1, lift: 1}]
        sectors: [G, I]
        sizes: [micro, small]
        price: {from: 5000000, to: 9000000, unit: once}
        price_confirmed: 2026-09-15
        delivery_days: 20
        support_item: dx_solutions
      - id: cham-soc
        name: {vi: Chăm sóc, en: Care}
        what: {vi: Chăm sóc trang web., en: The website is cared for.}
        kind: software
        improves: [{question: 1.1.1, lift: 1}]
        price: {from: 500000, to: 500000, unit: month}
"""


@pytest.fixture
def written(tmp_path):
    def write(text, name="directory.yaml"):
        path = tmp_path / name
        path.write_text(text, encoding="utf-8")
        return path

    return write


def problems_of(path, tops=TOPS):
    return [str(problem) for problem in check(read_directory(path), lambda index: tops)]


def test_a_good_file_has_no_problems(written):
    assert problems_of(written(GOOD)) == []


def test_every_mistake_is_told_at_once_with_path_and_line(written):
    bad = (
        GOOD.replace("id: sao-mai", "id: Sao Mai")
        .replace("https://sao-mai.example", "sao-mai")
        .replace("['25747']", "['00000', 26737]")
        .replace("capacity_per_month: 3", "capacity_per_month: nhiều")
        .replace("2027-06-30", "30/06/2027")
        .replace("average: 4.5", "average: 7")
        .replace("kind: service", "kind: magic")
        .replace("question: 2.1.1, lift: 1", "question: 9.9.9, lift: 80")
        .replace("[G, I]", "[G, Ω]")
        .replace("to: 9000000, unit: once", "to: 1, unit: week")
        .replace("support_item: dx_solutions", "support: dx_solutions")
        .replace("id: cham-soc", "id: web")
        .replace(", en: Care", "")
    )
    told = problems_of(written(bad))
    for expected in (
        "line 4: providers[0].id: Expected lower-case",
        "line 7: providers[0].website: Expected a web address",
        "line 10: providers[0].areas: Expected a list of area codes, as text",
        "line 13: providers[0].capacity_per_month: Expected a whole number from 0 to 1000, not 'nhiều'",
        "line 14: providers[0].vetted_until: Expected a date",
        "line 15: providers[0].rating.average: Expected a number from 1 to 5, not 7",
        "line 20: providers[0].solutions[0].kind: Expected one of",
        "line 21: providers[0].solutions[0].improves[1].question: The index has no question '9.9.9'",
        "line 21: providers[0].solutions[0].improves[1].lift: Expected a whole number from 1",
        "line 22: providers[0].solutions[0].sectors[1]: 'Ω' is not one of",
        "line 24: providers[0].solutions[0].price.to: The upper price 1 is below",
        "line 24: providers[0].solutions[0].price.unit: Expected one of",
        "line 27: providers[0].solutions[0].support: This key is not known here",
        "line 28: providers[0].solutions[1].id: The solution 'web' is here twice; the first is on line 17",
        "line 29: providers[0].solutions[1].name.en: This is missing",
    ):
        assert any(line.startswith(expected) for line in told), (expected, told)
    assert len(told) == 15


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        "providers: []",
        "providers: {}",
        "providers: [1]",
        "providers: [{}]",
        "a: [",
        "providers: [{id: [x]}]",
    ],
)
def test_a_file_of_another_shape_is_refused_without_a_crash(written, text):
    assert problems_of(written(text))


@pytest.mark.parametrize(
    "value", ["null", "[]", "{}", "'x'", "1", "true", "[null]", "[{a: 1}]"]
)
def test_no_value_in_any_place_crashes_the_check(written, value):
    data = yaml.safe_load(GOOD)
    row, part = data["providers"][0], data["providers"][0]["solutions"][0]
    wrong = yaml.safe_load(value)
    for target in (
        data,
        row,
        part,
        part["price"],
        part["improves"][0],
        row["rating"],
        row["about"],
    ):
        for key in list(target):
            kept, target[key] = target[key], wrong
            check(
                read_directory(written(yaml.safe_dump(data, allow_unicode=True))),
                lambda index: TOPS,
            )
            target[key] = kept


def test_an_index_that_is_not_published_is_told(written):
    assert any(
        "not published" in line for line in problems_of(written(GOOD), tops=None)
    )


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


@pytest.mark.sql
@pytest.mark.django_db
def test_the_command_writes_nothing_on_a_dry_run_or_with_a_mistake(written, capsys):
    make_index_version()
    call_command("import_providers", written(GOOD), "--dry-run")
    assert "1 providers with 2 solutions" in capsys.readouterr().out
    with pytest.raises(CommandError, match="1 problem"):
        call_command(
            "import_providers", written(GOOD.replace("kind: software", "kind: magic"))
        )
    assert "line 31" in capsys.readouterr().err
    assert not Provider.objects.exists()
    call_command("import_providers", written(GOOD))
    assert Provider.objects.get().organisation.is_fictional


CSV = (
    ",".join([*OWN_COLUMNS, *SOLUTION_COLUMNS])
    + "\n"
    + "sao-mai,Công ty Web Sao Mai,Làm web.,Makes websites.,https://sao-mai.example,chao@sao-mai.example,"
    "0900 000 009,25747,no,ISO 9001,3,2027-06-30,4.5,12,web,Trang web,Website,Làm trang web.,A website is made.,"
    "service,1.1.1:2; 2.1.1:1,G; I,micro; small,5000000,9000000,once,2026-09-15,20,dx_solutions\n"
    + "sao-mai,,,,,,,,,,,,,,cham-soc,Chăm sóc,Care,Chăm sóc trang web.,The website is cared for.,software,1.1.1:1,,,"
    "500000,500000,month,,,\n"
)


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


def test_a_bad_cell_is_told_with_its_row(written):
    bad = CSV.replace("500000,500000,month", "rẻ,500000,month").replace(
        "1.1.1:1", "1.1.1:nhiều"
    )
    told = problems_of(written(bad, "directory.csv"))
    assert [line.split(":")[0] for line in told] == ["line 3", "line 3"]
    assert "price.from" in told[1] or "price.from" in told[0]
    (rating,) = problems_of(written(CSV.replace(",4.5,12,", ",²,12,"), "directory.csv"))
    assert rating.startswith("line 2: providers[0].rating.average: Expected a number")


def test_unknown_missing_and_uneven_columns_are_told(written):
    assert "provider: This column is missing" in " ".join(
        problems_of(written("name,solution\n", "directory.csv"))
    )
    assert "colour" in " ".join(
        problems_of(written("provider,solution,colour\n", "directory.csv"))
    )
    assert "as many cells" in " ".join(
        problems_of(written(CSV + "a,b\n", "directory.csv"))
    )


def test_the_demo_directory_is_right_and_large_enough():
    document = read_directory(ROOT / "fixtures/demo/providers.yaml")
    assert check(document, lambda index_id: None) == []
    assert document.data["fictional"] is True
    providers = document.data["providers"]
    assert len(providers) >= 40
    assert sum(len(provider["solutions"]) for provider in providers) >= 120


BY_CAPABILITY = (
    GOOD.replace("index: small\n", "")
    .replace(
        "[{question: 1.1.1, lift: 2}, {question: 2.1.1, lift: 1}]",
        "[{capability: web.site, lift: 3}]",
    )
    .replace("[{question: 1.1.1, lift: 1}]", "[{capability: it.upkeep, lift: 1}]")
)


def test_a_file_that_names_capabilities_needs_no_index(written):
    assert problems_of(written(BY_CAPABILITY), tops=None) == []
    assert (
        "index: The index 'small' is not published"
        in problems_of(written(GOOD), tops=None)[0]
    )


def test_an_unknown_capability_and_an_impossible_lift_are_told(written):
    bad = BY_CAPABILITY.replace("web.site, lift: 3", "web.magic, lift: 6").replace(
        "it.upkeep", "web.site, question: 1"
    )
    told = problems_of(written(bad))
    assert (
        "improves[0].capability: The list of capabilities has no entry 'web.magic'"
        in told[0]
    )
    assert "improves[0].lift: Expected a whole number from 1 to 5, not 6" in told[1]
    assert "improves[0].question: This key is not known here" in told[2]
    assert len(told) == 3


def test_a_cell_names_capabilities_or_questions(written):
    mixed = CSV.replace("1.1.1:1", "web.site:3; 1.1.1:1")
    data = read_directory(written(mixed, "directory.csv")).data
    improves = [
        one["improves"]
        for provider in data["providers"]
        for one in provider["solutions"]
    ]
    assert [
        {"capability": "web.site", "lift": 3},
        {"question": "1.1.1", "lift": 1},
    ] in improves
