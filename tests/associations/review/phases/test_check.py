"""A file that says how a review goes is checked as a whole, each mistake with its line."""

from copy import deepcopy

import pytest
import yaml
from django.conf import settings
from django.core.management import CommandError, call_command

from associations.review.phases.check import check_procedure

FOLDER = settings.FIXTURES_DIR / "review"
SOUND = yaml.safe_load((FOLDER / "association.yaml").read_text())


def problems(tmp_path, change=lambda data: None, name="association") -> list[str]:
    data = deepcopy(SOUND)
    change(data)
    path = tmp_path / f"{name}.yaml"
    path.write_text(yaml.safe_dump(data, allow_unicode=True, sort_keys=False))
    return [f"{problem.place}: {problem.text}" for problem in check_procedure(path)]


@pytest.mark.parametrize(
    "path", sorted(FOLDER.glob("*.yaml")), ids=lambda path: path.stem
)
def test_what_comes_with_the_code_is_sound(path, capsys):
    call_command("check_review", path)
    assert capsys.readouterr().out.startswith(f"OK {path.stem}:")


def first(**keys):
    return lambda data: data["phases"][0].update(keys)


def appeal(**keys):
    return lambda data: data["phases"][-1].update(keys)


def twice(data):
    data["phases"].insert(1, deepcopy(data["phases"][0]))


def only_the_appeal(data):
    data["phases"] = data["phases"][-1:]


@pytest.mark.parametrize(
    ("change", "place"),
    [
        (first(who="anybody"), "phases[0].who"),
        (first(reviewers=0), "phases[0].reviewers"),
        (first(others="sometimes"), "phases[0].others"),
        (first(grade="self_declared"), "phases[0].grade"),
        (first(is_blind="no"), "phases[0].is_blind"),
        (first(who="another"), "phases[0].who"),
        (first(looks_at="disputed"), "phases[0].looks_at"),
        (appeal(who="reviewer"), "phases[3].who"),
        (appeal(looks_at="earned"), "phases[3].looks_at"),
        (twice, "phases[1].id"),
        (lambda data: data["appeal"].update(phase="court"), "appeal.phase"),
        (lambda data: data["appeal"].update(within=0), "appeal.within"),
        (only_the_appeal, "phases"),
    ],
)
def test_each_mistake_is_told_where_it_stands(tmp_path, change, place):
    assert [problem.partition(":")[0] for problem in problems(tmp_path, change)] == [
        place
    ]


def test_the_file_is_called_as_its_id(tmp_path):
    assert problems(tmp_path) == []
    (problem,) = problems(tmp_path, name="other")
    assert problem.startswith("id:")


def test_the_command_refuses_what_is_wrong(tmp_path):
    path = tmp_path / "association.yaml"
    path.write_text("id: association\n")
    with pytest.raises(CommandError, match="phases"):
        call_command("check_review", path)
