"""A file of criteria is checked as a whole, each mistake with its line."""

from collections.abc import Callable
from copy import deepcopy
from pathlib import Path

import pytest
import yaml
from django.conf import settings
from django.core.management import CommandError, call_command

from providers.vetting.criteria.check import check_criteria

FOLDER = settings.FIXTURES_DIR / "vetting"
SOUND = yaml.safe_load((FOLDER / "2026-12.yaml").read_text())
Change = Callable[[dict], object]


def problems(tmp_path: Path, change: Change, name: str = "2026-12") -> list[str]:
    data = deepcopy(SOUND)
    change(data)
    path = tmp_path / f"{name}.yaml"
    path.write_text(yaml.safe_dump(data, allow_unicode=True, sort_keys=False))
    return [f"{problem.place}: {problem.text}" for problem in check_criteria(path)]


def places(tmp_path: Path, change: Change) -> list[str]:
    return [told.partition(":")[0] for told in problems(tmp_path, change)]


def nothing(data: dict) -> None:
    pass


@pytest.mark.parametrize(
    "path", sorted(FOLDER.glob("*.yaml")), ids=lambda path: path.stem
)
def test_what_comes_with_the_code_is_sound(path, capsys):
    call_command("check_vetting", path)
    assert capsys.readouterr().out.startswith(f"OK {path.stem}:")


def top(**keys) -> Change:
    return lambda data: data.update(keys)


def term(**keys) -> Change:
    return lambda data: data["terms"].update(keys)


def first(**keys) -> Change:
    return lambda data: data["criteria"][0].update(keys)


def field(criterion: int, place: int, **keys) -> Change:
    return lambda data: data["criteria"][criterion]["asks"][place].update(keys)


def band(place: int, **keys) -> Change:
    return lambda data: data["bands"][place].update(keys)


def twice(name: str) -> Change:
    """The first of them once more, behind itself."""

    def change(data: dict) -> None:
        data[name].insert(1, deepcopy(data[name][0]))

    return change


def without(*path: str | int) -> Change:
    """The last key of the path is not there."""

    def change(data: dict) -> None:
        part = data
        for step in path[:-1]:
            part = part[step]
        del part[path[-1]]

    return change


@pytest.mark.parametrize(
    ("change", "place"),
    [
        (top(since="tháng mười hai"), "since"),
        (top(passes_from="perfect"), "passes_from"),
        (top(passes_from="far"), "passes_from"),
        (top(scale=[{"vi": "Có", "en": "Yes"}]), "scale"),
        (top(questions=[]), "questions"),
        (top(bands=[]), "bands"),
        (top(weights=[]), "weights"),
        (term(decided_in=0), "terms.decided_in"),
        (term(appeal_within="10"), "terms.appeal_within"),
        (term(valid_for_days=5000), "terms.valid_for_days"),
        (term(reminders_days_before=[7, 30, 60]), "terms.reminders_days_before"),
        (term(reminders_days_before=[30, 30]), "terms.reminders_days_before[1]"),
        (first(weight=0), "criteria[0].weight"),
        (first(least=4), "criteria[0].least"),
        (first(asks=[]), "criteria[0].asks"),
        (first(name={"vi": "Pháp lý"}), "criteria[0].name"),
        (first(references={"named": 3, "answered": 5}), "criteria[0].references"),
        (field(0, 0, kind="guess"), "criteria[0].asks[0].kind"),
        (field(0, 1, least=-1), "criteria[0].asks[1].least"),
        (field(0, 1, id="tax_code"), "criteria[0].asks[1].id"),
        (field(2, 0, least=200), "criteria[2].asks[0]"),
        (band(0, **{"from": 10}), "bands"),
        (band(2, **{"from": 45}), "bands"),
        (band(3, **{"from": 101}), "bands[3].from"),
        (band(1, id="far"), "bands[1].id"),
        (without("terms", "appeal_within"), "terms"),
        (without("source", "confidence"), "source"),
        (without("gates"), "(document)"),
    ],
)
def test_each_mistake_is_told_where_it_stands(tmp_path, change, place):
    assert places(tmp_path, change)[0] == place


def test_weights_that_do_not_add_up_are_told_with_their_sum(tmp_path):
    (told,) = problems(tmp_path, first(weight=30))
    assert told == "criteria: The weights add up to 110, not to 100."


@pytest.mark.parametrize("name", ["criteria", "questions"])
def test_what_stands_there_twice_is_told(tmp_path, name):
    assert any(place.startswith(name) for place in places(tmp_path, twice(name)))


def test_how_sure_the_source_is_must_be_one_of_our_words(tmp_path):
    def change(data: dict) -> None:
        data["source"]["confidence"] = "certain"

    assert places(tmp_path, change) == ["source.confidence"]


def test_a_gate_that_no_code_looks_after_is_refused(tmp_path):
    def change(data: dict) -> None:
        data["gates"][0]["id"] = "nice_people"

    assert places(tmp_path, change) == ["gates[0].id"]


def test_the_file_is_called_as_its_id(tmp_path):
    assert problems(tmp_path, nothing) == []
    (told,) = problems(tmp_path, nothing, name="2027-01")
    assert told.startswith("id:")


def test_the_command_refuses_what_is_wrong(tmp_path):
    path = tmp_path / "2026-12.yaml"
    path.write_text("id: 2026-12\n")
    with pytest.raises(CommandError, match="criteria"):
        call_command("check_vetting", path)
