"""Two versions side by side, and a trial of answers, as an administrator sees them."""

from copy import deepcopy
from decimal import Decimal

import pytest
from django.conf import settings

from survey.models import Assessment, Result
from tests.builders import (
    index_document,
    make_index_version,
    make_result,
    make_version_of,
)
from tests.indexes.admin.addresses import newer, page, trial_of

pytestmark = pytest.mark.django_db


def test_a_diff_marks_words_in_both_languages(client):
    old = make_index_version()
    document = newer()
    question = document["pillars"][0]["indicators"][0]["questions"][0]
    question["ask"] = {
        "vi": "Website của anh/chị tốt không?",
        "en": "Is your website good?",
    }
    question["points"] = [0, 2, 4, 6, 8, 10]
    document["pillars"][2]["indicators"][0]["questions"].pop()
    new = make_index_version(document)
    shown = client.get(page("compare"), {"old": old.pk, "new": new.pk}).content.decode()
    assert "<del>ra sao</del>" in shown
    assert "<ins>tốt không</ins>" in shown
    assert '<td role="cell" lang="en">' in shown
    assert "<ins>0, 2, 4, 6, 8, 10</ins>" in shown
    assert "index-part--removed" in shown
    assert "style=" not in shown.partition('id="content"')[2]


def test_the_comparison_calls_parts_by_their_names(client):
    document = index_document("dbi-2025-sme")
    newer = deepcopy(document)
    newer["index"]["version"] += 1
    newer["scoring"]["total"]["parts"][0]["weight"] = 50
    newer["scoring"]["total"]["parts"][1]["weight"] = 50
    old, new = make_index_version(document), make_index_version(newer)
    shown = client.get(page("compare"), {"old": old.pk, "new": new.pk}).content.decode()
    assert "Phần điểm · Câu hỏi chung · Trọng số" in shown
    assert "parts · 0" not in shown


def test_a_version_compared_with_itself_says_the_same(client):
    version = make_index_version()
    shown = client.get(
        page("compare"), {"old": version.pk, "new": version.pk}
    ).content.decode()
    assert "Hai bên giống nhau" in shown


@pytest.mark.parametrize(
    "name", ["dbi-2021-sme", "dbi-2025-sme", "dbi-2025-large", "dbi-2023-sme"]
)
def test_any_two_indexes_can_be_compared(client, name):
    old = make_index_version()
    new = make_version_of(name)
    assert (
        client.get(page("compare"), {"old": old.pk, "new": new.pk}).status_code == 200
    )


def test_a_set_of_answers_is_tried_and_nothing_is_kept(client):
    version = make_index_version()
    answers = {f"q-{code}": "3" for code in version.index.codes}
    found = trial_of(client, version, **answers).context
    assert (found["trial"].total.points, found["trial"].total.level) == (24, 3)
    decided = [bar for bar in found["trial"].bars if bar.decided]
    assert [bar.level for bar in decided] == [3]
    assert not Result.objects.exists()
    assert not Assessment.objects.exists()


def test_the_trial_says_the_same_as_submitting_would(client):
    version = make_index_version()
    result = make_result(levels=[5, 1, 4, 0, -2, 2, 5])
    line = "5,1,4,0,na,2,5"
    trial = trial_of(client, version, line=line).context["trial"]
    assert (trial.total.points, trial.total.level) == (
        result.total_points,
        result.level,
    )
    assert [share.level for share in trial.pillars] == result.pillar_levels


def test_the_trial_tells_points_as_they_count_in_the_total(client):
    version = make_version_of("dbi-2025-sme")
    index = version.index_in("retail")
    answers = {f"q-{code}": str(index.shown_level(code, 1)) for code in index.codes}
    trial = trial_of(client, version, variant="retail", **answers).context["trial"]
    assert trial.total.maximum == 100
    assert sum(share.maximum for share in trial.pillars) == pytest.approx(
        100, abs=Decimal("0.05")
    )
    assert sum(share.points for share in trial.pillars) == pytest.approx(
        trial.total.points, abs=Decimal("0.05")
    )
    assert sum(trial.points.values()) == pytest.approx(
        trial.total.points, abs=Decimal("0.3")
    )


def choices_of(answer, code: str) -> list[tuple[str, bool]]:
    """What may be chosen for a question, in words, and which of it is."""
    parts = [part for pillar in answer.context["pillars"] for part in pillar["parts"]]
    questions = [question for part in parts for question in part["questions"]]
    [asked] = [question for question in questions if question["code"] == code]
    return [(words, is_chosen) for _sent, words, is_chosen in asked["choices"]]


def test_a_ratio_that_grows_evenly_is_tried_by_its_percents(client):
    version = make_version_of("dti-agency")
    answer = client.get(page("trial", version.pk))
    assert [words for words, _chosen in choices_of(answer, "3.2")] == [
        "Chưa có (0\u00a0%)",
        "Khoảng một phần tư (18,8\u00a0%)",
        "Khoảng một nửa (37,6\u00a0%)",
        "Khoảng ba phần tư (56,4\u00a0%)",
        "Tất cả (≥\u00a075,25\u00a0%)",
    ]
    # Its number says something of any other question.
    assert choices_of(answer, "2.1")[1] == ("1 · Có", False)


def test_what_is_chosen_of_thousands_of_levels_is_read_as_it_is_sent(client):
    version = make_version_of("dti-agency")
    shown = client.get(page("trial", version.pk)).content.decode()
    assert '<option value="10000"' in shown
    answer = trial_of(client, version, **{"q-3.1": "7500"})
    assert answer.context["problems"] == []
    assert ("Khoảng ba phần tư (75\u00a0%)", True) in choices_of(answer, "3.1")


def test_a_percent_that_was_pasted_stays_chosen_between_the_others(client):
    version = make_version_of("dti-agency")
    line = "1,1,62.5,1,42.5,0,0,0,0,0,0,0,0,0"
    chosen = choices_of(trial_of(client, version, line=line), "2.2")
    assert [words for words, is_chosen in chosen if is_chosen] == ["42,5\u00a0%"]
    assert [words for words, _chosen in chosen].index("42,5\u00a0%") == 2


def test_a_pasted_line_may_have_a_header_and_a_name(client):
    version = make_index_version()
    codes = ",".join(version.index.codes)
    for line in (
        "Quán,3,3,3,3,3,3,3",
        f"enterprise,{codes}\r\nQuán,3,3,3,3,3,3,3",
        "3,3,3,3,3,3,3",
    ):
        assert trial_of(client, version, line=line).context["trial"].total.level == 3


@pytest.mark.parametrize(
    "line", ["3,3", "9,3,3,3,3,3,3", "enterprise,1.1.1\nA,3", '"3,3,3']
)
def test_a_line_that_cannot_be_read_is_told_and_stays(client, line):
    answer = trial_of(client, make_index_version(), line=line)
    assert answer.context["problems"]
    assert answer.context["trial"] is None
    assert answer.context["line"] == line


def test_a_line_that_cannot_be_read_is_told_in_the_language_of_the_reader(client):
    version = make_index_version()
    said = trial_of(client, version, line="9,3,3,3,3,3,3").context["problems"]
    assert said == [
        "dòng 1, cột 1.1.1: '9' không phải là mức; chỗ này cần 0 đến 5 hoặc để trống"
    ]
    said = trial_of(client, version, line="3,3").context["problems"]
    assert said == ["đã dán 2 mức, nhưng có 7 câu hỏi"]
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    said = trial_of(client, version, line="9,3,3,3,3,3,3").context["problems"]
    assert said == [
        "row 1, column 1.1.1: '9' is not a level; 0 to 5 or blank is expected"
    ]


@pytest.mark.parametrize("value", ["9", "x", "-1", "na"])
def test_a_level_that_does_not_exist_is_told(client, value):
    version = make_index_version()
    answers = {f"q-{code}": "3" for code in version.index.codes} | {"q-1.1.1": value}
    found = trial_of(client, version, **answers).context
    assert found["problems"]
    assert found["trial"] is None


def test_without_all_answers_points_are_shown_and_no_level_is_made_up(client):
    found = trial_of(client, make_index_version(), **{"q-1.1.1": "5"}).context
    assert found["trial"].total.level is None
    assert "3.1.1" in found["missing"]


@pytest.mark.parametrize("name", ["dbi-2025-sme", "dbi-2025-large"])
def test_the_indexes_of_2025_can_be_tried(client, name):
    version = make_version_of(name)
    variant = next((one["id"] for one in version.index.variants.get("list", ())), "")
    index = version.index_in(variant)
    answers = {
        f"q-{code}": str(index.shown_level(code, 1))
        for code in index.asked(index.codes)
    }
    found = trial_of(client, version, variant=variant, **answers)
    assert found.context["problems"] == []
    assert found.context["trial"].total.level is not None
