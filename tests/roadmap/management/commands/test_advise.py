"""manage.py advise: a CSV of answers in, one JSON line of advice per enterprise out."""

import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from roadmap.management.commands.advise import wanted
from tests.scoring.paths import real_index

INDEX = real_index("dbi-2025-sme", "food-beverage")
HEAD = ",".join(["enterprise", *INDEX.codes])
PROFILE = "enterprise,size,employees,ways\n"


def row(name: str, **levels: int) -> str:
    cells = [str(levels.get(code, 0)) for code in INDEX.codes]
    return ",".join([name, *cells])


def advise(tmp_path, *rows, profile=None, **options) -> list[dict]:
    answers = tmp_path / "answers.csv"
    answers.write_text("\n".join([HEAD, *rows]) + "\n", encoding="utf-8")
    if profile is not None:
        options["profile"] = tmp_path / "profile.csv"
        options["profile"].write_text(profile, encoding="utf-8")
    out = StringIO()
    options = {"variant": "food-beverage", **options}
    call_command("advise", "dbi-2025-sme", answers, stdout=out, **options)
    return [json.loads(line) for line in out.getvalue().splitlines()]


def refused(tmp_path, *rows, **options) -> tuple[list[str], str]:
    err = StringIO()
    with pytest.raises(CommandError) as error:
        advise(tmp_path, *rows, stderr=err, **options)
    return err.getvalue().splitlines(), str(error.value)


def questions(line: dict) -> list[str]:
    return [step["question"] for step in line["steps"]]


def left_out(line: dict) -> dict[str, str]:
    return {row["question"]: row["why"]["kind"] for row in line["left_out"]}


def test_what_one_would_look_for_and_is_not_there_says_why(tmp_path):
    """A shop with a till, asked for nothing of its ways: what is there, what can wait."""
    (line,) = advise(tmp_path, row("A", **{"7.2.13-01": 1}))
    assert left_out(line)["7.2.13-01"] == "there"
    assert "later" in left_out(line).values()
    for absent in line["left_out"]:
        assert set(absent["why"]["say"]) == {"vi", "en"}


def test_each_enterprise_gets_a_line_in_the_order_of_the_file(tmp_path):
    lines = advise(tmp_path, row("Phở"), row("Bánh"))
    assert [line["enterprise"] for line in lines] == ["Phở", "Bánh"]
    for line in lines:
        assert list(line) == [
            "enterprise", "target", "reached", "steps", "cost", "first_part",
            "wanted", "duties", "left_out", "support",
        ]  # fmt: skip
        assert (line["target"], line["reached"]) == (2, 2)
        assert line["steps"]


def test_a_profile_says_what_fits_and_what_a_firm_of_its_size_pays(tmp_path):
    profile = PROFILE + "Bếp,micro,4,delivery\n"
    kitchen, other = advise(tmp_path, row("Bếp"), row("Quán"), profile=profile)
    assert left_out(kitchen)["7.2.13-04"] == "ways"
    assert "ways" not in left_out(other).values()
    assert kitchen["support"]
    assert other["support"] == []


def test_any_level_may_be_the_target_and_wants_move_the_plan(tmp_path):
    (plain,) = advise(tmp_path, row("A"), to=4)
    (eager,) = advise(tmp_path, row("A"), to=4, want="know,save")
    assert plain["target"] == eager["target"] == 4
    assert questions(plain) != questions(eager)
    assert "serves" in {step["why"]["kind"] for step in eager["steps"]}


def test_an_incomplete_row_gets_no_advice(tmp_path):
    (line,) = advise(tmp_path, row("A").replace(",0", ",", 1))
    assert line == {
        "enterprise": "A",
        "target": None,
        "reached": None,
        "steps": [],
        "cost": None,
        "first_part": None,
        "wanted": [],
        "duties": [],
        "left_out": [],
        "support": [],
    }


def test_at_the_top_there_is_no_target_and_nothing_is_needed(tmp_path):
    tops = {question.code: question.top for question in INDEX.rubric.questions}
    (line,) = advise(tmp_path, row("A", **tops))
    assert (line["target"], line["steps"]) == (None, [])
    assert line["reached"] == INDEX.rubric.levels[-1]


def test_a_household_below_the_threshold_is_not_told_to_issue_e_invoices(tmp_path):
    profile = (
        "enterprise,size,employees,ways,revenue,household\n"
        "Xe,micro,1,takeaway,500000000,yes\n"
    )
    (line,) = advise(tmp_path, row("Xe"), profile=profile)
    assert left_out(line)["7.2.13-22"] == "law"
    assert "7.2.13-22" not in questions(line)


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        ({"to": 9}, "dbi-2025-sme has no level 9; there are 1, 2, 3, 4, 5"),
        (
            {"want": "fun"},
            "--want does not know 'fun'; there are sell, time, spend, know, rules, safe.",
        ),
        ({"want": "sell,time,know"}, "--want takes at most 2, not 3."),
        ({"variant": "sea"}, "--variant must be one of"),
    ],
)
def test_what_cannot_be_asked_is_refused(tmp_path, options, sentence):
    _told, error = refused(tmp_path, row("A"), **options)
    assert sentence in error


def test_to_save_is_to_spend_less():
    assert wanted("sell, save") == ("sell", "spend")
    assert wanted("spend,save") == ("spend",)
    assert wanted("") == ()


def test_faults_of_the_profile_are_told_by_row_and_column_and_nothing_is_written(
    tmp_path,
):
    profile = PROFILE + "A,tiny,1,\nA,micro,x,sea\n"
    told, error = refused(tmp_path, row("A"), profile=profile)
    assert len(told) == 3
    assert "profile.csv: row 2, column size: 'tiny' is no size" in told[0]
    assert "row 3, column employees: 'x' is no whole number" in told[1]
    assert "row 3, column ways: nobody here is asked about 'sea'" in told[2]
    assert error == "3 bad cells or rows; nothing was written."


def test_a_profile_of_nobody_is_a_name_misspelt(tmp_path):
    profile = PROFILE + "A,micro,1,\nB,micro,1,\n"
    told, error = refused(tmp_path, row("A"), profile=profile)
    (fault,) = told
    assert fault.endswith("row 3, column enterprise: 'B' has no answers")
    assert error == "1 bad cell; nothing was written."


def test_faults_of_the_answers_are_told_as_for_other_commands(tmp_path):
    told, error = refused(tmp_path, row("A", **{"2.4": 9}))
    assert "row 2, column 2.4: '9' is not a level" in told[0]
    assert error == "1 bad cell; nothing was written."


def test_a_profile_that_is_no_text_is_refused(tmp_path):
    file = tmp_path / "latin.csv"
    file.write_bytes(
        "enterprise,size\nPhở,small\n".encode("cp1258", "replace") + b"\xe2"
    )
    answers = tmp_path / "answers.csv"
    answers.write_text(HEAD + "\n" + row("A") + "\n", encoding="utf-8")
    with pytest.raises(CommandError, match=r"latin\.csv: this is not UTF-8 text"):
        call_command(
            "advise", "dbi-2025-sme", answers, variant="food-beverage", profile=file
        )


def test_the_typical_firms_are_printed_without_any_file():
    out = StringIO()
    call_command("advise", archetypes=True, stdout=out)
    page = out.getvalue()
    assert page.count("Người tư vấn nói: ") == 40
    assert page.index("Xe bánh mì đầu hẻm") < page.index("Nhà máy năm trăm người")


def test_without_a_file_or_typical_firms_there_is_nothing_to_do():
    with pytest.raises(CommandError, match="Name an index and a file of answers"):
        call_command("advise")
