"""Rounds and answers, by programs."""

import pytest

from survey.models import Answer, Assessment, Result
from tests.api.programs import Program, make_program
from tests.builders import make_answers, make_assessment, make_result
from tests.personas import make_owner

pytestmark = pytest.mark.django_db


@pytest.fixture
def owner():
    return make_owner()


@pytest.fixture
def program(owner) -> Program:
    return make_program(owner.user, **{"Accept-Language": "en"})


@pytest.fixture
def draft(owner) -> Assessment:
    return make_assessment(owner.organisation)


def answers_of(draft) -> str:
    return f"/assessments/{draft.public_id}/answers"


def test_a_round_is_begun_once_and_gone_on_with(program, draft):
    index = draft.index_version.index_id
    enterprise = str(draft.organisation.public_id)
    draft.delete()
    body = {"enterprise": enterprise, "index": index}
    first = program.ask("POST", "/assessments", body)
    again = program.ask("POST", "/assessments", body)
    assert (first.status_code, again.status_code) == (201, 200)
    assert first.json()["id"] == again.json()["id"]
    assert first.headers["Location"].endswith(f"/assessments/{first.json()['id']}")
    assert (
        program.ask("POST", "/assessments", {**body, "index": "x"}).status_code == 404
    )


def test_answers_are_written_and_read(program, draft):
    body = {"answers": {"1.1.1": {"level": 2}, "1.1.2": {"state": "cleared"}}}
    written = program.ask("PATCH", answers_of(draft), body)
    assert written.status_code == 200, written.content
    [answer] = program.get(answers_of(draft)).json()["answers"]
    assert (answer["question"], answer["level"]) == ("1.1.1", 2)
    assert written.headers["ETag"] == program.get(answers_of(draft)).headers["ETag"]


def test_all_that_is_sent_is_taken_or_none_and_each_fault_is_told(program, draft):
    body = {
        "answers": {"1.1.1": {"level": 1}, "1.1.2": {"level": 99}, "9.9": {"level": 0}},
        "figures": {"nothing": 3},
    }
    answer = program.ask("PATCH", answers_of(draft), body)
    assert answer.status_code == 422
    told = {each["pointer"]: each["code"] for each in answer.json()["errors"]}
    assert told == {
        "/answers/1.1.2": "level_out_of_range",
        "/answers/9.9": "unknown_question",
        "/figures/nothing": "unknown_figure",
    }
    assert not Answer.objects.exists()


def test_what_was_changed_meanwhile_is_not_written_over(program, draft):
    path, body = answers_of(draft), {"answers": {"1.1.1": {"level": 1}}}
    seen = program.get(path).headers["ETag"]
    first = program.ask("PATCH", path, body, **{"If-Match": seen})
    assert first.status_code == 200
    body["answers"]["1.1.1"]["level"] = 2
    late = program.ask("PATCH", path, body, **{"If-Match": seen})
    assert (late.status_code, late.json()["code"]) == (412, "changed_meanwhile")
    assert Answer.objects.get().level == 1
    now = first.headers["ETag"]
    assert program.ask("PATCH", path, body, **{"If-Match": now}).status_code == 200


@pytest.mark.parametrize(
    ("body", "pointer"),
    [
        ({"answers": {"1.1.1": {"grade": 1}}}, "/answers/1.1.1/grade"),
        ({"answer": {}}, "/answer"),
        ({"answers": {"1.1.1": {"level": "high"}}}, "/answers/1.1.1/level"),
    ],
    ids=["unknown field", "unknown part", "no number"],
)
def test_what_is_not_known_is_refused_at_its_place(program, draft, body, pointer):
    answer = program.ask("PATCH", answers_of(draft), body)
    assert answer.status_code == 422
    assert [each["pointer"] for each in answer.json()["errors"]] == [pointer]


@pytest.mark.parametrize("text", ["{", '{"answers": NaN}', '"\\ud800"', "[]"])
def test_what_is_no_json_of_ours_is_refused(program, draft, text):
    answer = program.ask("PATCH", answers_of(draft), text)
    assert answer.status_code in {400, 422}
    assert answer.headers["Content-Type"] == "application/problem+json"


def test_a_round_is_sent_once_and_nothing_is_written_in_it_any_more(program, draft):
    path = f"/assessments/{draft.public_id}/submit"
    early = program.ask("POST", path)
    assert (early.status_code, early.json()["code"]) == (409, "incomplete")
    assert early.json()["errors"][0]["pointer"].startswith("/answers/")

    make_answers(draft)
    first, again = program.ask("POST", path), program.ask("POST", path)
    assert first.status_code == again.status_code == 200
    assert first.json() == again.json()
    assert str(Result.objects.get().public_id) == first.json()["id"]
    body = {"answers": {"1.1.1": {"level": 1}}}
    late = program.ask("PATCH", answers_of(draft), body)
    assert (late.status_code, late.json()["code"]) == (409, "submitted")


def test_what_is_said_of_the_enterprise_stays_where_it_is_left_out(program, draft):
    path = f"/assessments/{draft.public_id}"
    answer = program.ask("PATCH", path, {"employees": 12, "revenue": 9_000_000_000})
    assert answer.json()["employees"] == 12
    answer = program.ask("PATCH", path, {"employees": 14})
    assert (answer.json()["employees"], answer.json()["revenue"]) == (14, 9_000_000_000)
    refused = program.ask("PATCH", path, {"sector": "zz"})
    assert (refused.status_code, refused.json()["code"]) == (422, "unknown_sector")


def test_lists_go_on_where_the_page_before_ended_whatever_came_meanwhile(
    program, owner
):
    made = [make_assessment(owner.organisation, round=n) for n in range(1, 6)]
    told, cursor = [], ""
    while cursor is not None:
        page = program.get(f"/assessments?limit=2&cursor={cursor}").json()
        told += [each["id"] for each in page["items"]]
        cursor = page["next"]
        if len(told) == 2:
            make_assessment(owner.organisation, round=9, started_at=made[0].started_at)
    assert set(told) >= {str(each.public_id) for each in made}
    assert len(told) == len(set(told))


@pytest.mark.parametrize("count", [1, 8])
def test_a_list_takes_as_many_queries_for_many(
    program, owner, count, django_assert_num_queries
):
    for number in range(1, count + 1):
        make_result(make_assessment(owner.organisation, round=number), level=1)
    for path in ("/assessments", "/results"):
        program.get(path)
        with django_assert_num_queries(4):
            assert len(program.get(path).json()["items"]) == count
