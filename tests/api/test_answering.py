"""How programs are answered, whatever they ask."""

import ast

import pytest
from django.test import Client

from accounts.programs.secrets import PERSONAL, new_secret
from accounts.programs.services import end_token
from api import answering, limits
from api.bodies import LARGEST
from assessment.outages.reasons import outage
from tests.api.programs import Program, make_program
from tests.personas import make_owner, make_staff
from tests.test_floors import ROOT, modules

pytestmark = pytest.mark.django_db


@pytest.fixture
def owner():
    return make_owner()


@pytest.fixture
def program(owner) -> Program:
    return make_program(owner.user)


def code_of(answer) -> str:
    assert answer.headers["Content-Type"] == "application/problem+json"
    problem = answer.json()
    assert problem["status"] == answer.status_code
    assert problem["type"].endswith(f"/api/#{problem['code']}")
    return problem["code"]


def test_what_goes_wrong_is_said_in_the_language_asked_for(program):
    said = {}
    for language in ("vi", "en-GB,en;q=0.8"):
        answer = program.get("/nix", **{"Accept-Language": language})
        assert code_of(answer) == "not_found"
        said[answer.headers["Content-Language"]] = answer.json()["title"]
    assert said.keys() == {"vi", "en"}
    assert said["vi"] != said["en"]


def test_without_a_language_asked_for_it_is_the_account_s(owner, program):
    owner.user.language = "en"
    owner.user.save()
    assert program.get("/token").headers["Content-Language"] == "en"


@pytest.mark.parametrize("sent", ["", "Basic abc", "Bearer sansangso_ca_abc", "Bearer"])
def test_what_is_no_token_opens_nothing(sent):
    answer = Program(Authorization=sent).get("/token")
    assert answer.status_code == 401
    assert code_of(answer) in {"token_missing", "token_unknown"}


def test_a_token_that_was_ended_opens_nothing_from_then_on(owner, program):
    token = owner.user.api_tokens.get()
    assert program.get("/token").status_code == 200
    end_token(token=token, by=owner.user, now=token.made_at)
    assert code_of(program.get("/token")) == "token_unknown"


def test_an_account_that_needs_a_second_step_is_not_let_in_by_a_token(settings):
    staff = make_staff()
    program = make_program(staff.user)
    settings.SECOND_STEP_OF = "staff"
    answer = program.get("/token")
    assert (answer.status_code, code_of(answer)) == (403, "second_step_missing")


def test_a_program_is_told_how_often_it_may_still_ask(program, monkeypatch):
    monkeypatch.setattr(limits, "MOST", 2)
    # A minute that ends in between would begin the count anew.
    monkeypatch.setattr(limits, "SECONDS", 86_400)
    first = program.get("/token")
    assert first.headers["RateLimit-Policy"] == '"token";q=2;w=86400'
    assert first.headers["RateLimit"].startswith('"token";r=1;t=')
    program.get("/token")
    third = program.get("/token")
    assert code_of(third) == "too_often"
    assert 1 <= int(third.headers["Retry-After"]) <= 86_400


def test_another_token_has_an_allowance_of_its_own(owner, program, monkeypatch):
    monkeypatch.setattr(limits, "MOST", 1)
    monkeypatch.setattr(limits, "SECONDS", 86_400)
    program.get("/token")
    assert program.get("/token").status_code == 429
    assert make_program(owner.user).get("/token").status_code == 200


def test_what_has_not_changed_is_not_sent_again(program):
    first = program.get("/indexes")
    again = program.get("/indexes", **{"If-None-Match": f'"x", W/{first["ETag"]}'})
    assert (again.status_code, again.content) == (304, b"")
    assert again["ETag"] == first["ETag"]
    in_english = program.get("/indexes", **{"Accept-Language": "en"})
    assert in_english["ETag"] != first["ETag"]


def test_what_is_not_known_in_a_query_is_refused_by_name(program):
    answer = program.get("/results?limit=0&sort=name")
    assert code_of(answer) == "invalid"
    assert [each["pointer"] for each in answer.json()["errors"]] == ["/sort"]
    answer = program.get("/results?limit=0")
    assert [each["pointer"] for each in answer.json()["errors"]] == ["/limit"]


def test_a_method_that_is_not_there_is_told_beside_those_that_are(program):
    answer = program.ask("DELETE", "/token")
    assert code_of(answer) == "method_not_allowed"
    assert answer.headers["Allow"] == "GET"


def test_no_answer_is_for_other_sites_or_sets_a_cookie(program):
    answer = program.get("/token", Origin="https://khac.example")
    assert not answer.cookies
    assert "Access-Control-Allow-Origin" not in answer.headers
    assert answer.headers["Cache-Control"] == "private, no-cache"


def test_the_description_is_told_to_everybody_in_both_languages():
    said = {}
    for language in ("vi", "en"):
        answer = Client().get(
            "/api/v1/openapi.json", headers={"Accept-Language": language}
        )
        described = answer.json()
        assert described["openapi"] == "3.1.0"
        said[language] = described["paths"]["/api/v1/token"]["get"]["summary"]
    assert said["vi"] != said["en"]


def test_what_is_too_large_or_no_json_is_refused_before_it_is_read(program):
    large = program.ask("POST", "/assessments", "x" * (LARGEST + 1))
    assert (large.status_code, code_of(large)) == (413, "too_large")
    sent = Client().post(
        "/api/v1/assessments", {"enterprise": "x"}, headers=program.headers
    )
    assert (sent.status_code, code_of(sent)) == (415, "not_json")
    # Where nothing can be sent, that is said first.
    assert (
        Client().post("/api/v1/token", {}, headers=program.headers).status_code == 405
    )


def test_while_the_database_is_away_a_program_is_told_so_in_its_own_way(
    program, monkeypatch
):
    monkeypatch.setattr(outage, "lasts", lambda: True)
    answer = program.get("/token")
    assert (answer.status_code, code_of(answer)) == (503, "unavailable")
    assert answer.headers["Retry-After"] == "30"


def test_what_breaks_is_told_without_a_word_of_what_broke(program, monkeypatch):
    def fail(_request: object) -> None:
        raise RuntimeError("khách 0901234567")

    monkeypatch.setattr(answering, "_of_caller", fail)
    client = Client(raise_request_exception=False)
    answer = client.get("/api/v1/token", headers=program.headers)
    assert (answer.status_code, code_of(answer)) == (500, "broken")
    assert "0901" not in answer.content.decode()


def test_whoever_guesses_tokens_is_slowed_down_at_that_place(monkeypatch):
    guess = Program(new_secret(PERSONAL))
    monkeypatch.setattr("api.callers.MOST_WRONG", 2)
    assert [guess.get("/token").status_code for _ in range(3)] == [401, 401, 429]


def test_the_pages_load_nothing_of_what_only_programs_need():
    """By what is imported at the top of files: from the door and the pages on downwards."""
    reached, waiting = set(), {"api/entry.py", "api/urls.py", "api/apps.py"}
    while waiting:
        name = waiting.pop()
        reached.add(name)
        for module, _line in modules(ast.parse((ROOT / name).read_text())):
            path = f"{module.replace('.', '/')}.py"
            assert module.partition(".")[0] not in {"ninja", "pydantic"}, name
            if module.startswith("api.") and (ROOT / path).exists():
                waiting |= {path} - reached
    assert "api/wording.py" in reached
    assert "api/answering.py" not in reached


def test_without_tls_nothing_is_answered_and_nobody_is_led_on(program, settings):
    settings.SECURE_SSL_REDIRECT = True
    answer = program.get("/token")
    assert (answer.status_code, code_of(answer)) == (403, "not_secure")
    safe = Client().get("/api/v1/token", headers=program.headers, secure=True)
    assert safe.status_code == 200
