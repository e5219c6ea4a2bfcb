"""Tags of answers, languages of requests, heads of what is sent: judged without a database."""

import json
from types import SimpleNamespace

import pytest
from django.http import HttpResponse
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st

from api.bodies import LARGEST, LARGEST_WITH_FILES, refuse_body
from api.errors import STATUS, ApiError, FieldsError
from api.languages import language_of
from api.limits import MOST, SECONDS, Allowance
from api.problems import invalid, pointer, problem, problem_of
from api.tags import fits, tag_of, tagged
from api.wording import FIELDS, PROBLEMS, UNFIT, told_problems
from survey.errors import SurveyError

TAG = '"0123456789abcdef"'
# However often it is sent; all else that is refused may pass later.
NEVER_FITS = [
    "count_negative",
    "dates_in_wrong_order",
    "denominator_negative",
    "denominator_zero",
    "does_not_fit",
    "index_partial",
    "level_out_of_range",
    "message_missing",
    "no_people",
    "not_applicable_refused",
    "number_missing",
    "number_negative",
    "number_too_fine",
    "number_too_large",
    "numerator_above_denominator",
    "numerator_negative",
    "options_exclude",
    "reason_missing",
    "too_large",
    "unknown_area",
    "unknown_figure",
    "unknown_option",
    "unknown_question",
    "unknown_sector",
    "unknown_variant",
]
PARAMS = {"name": "Doanh thu", "numerator": 3, "denominator": 2}


@pytest.mark.parametrize(
    ("header", "is_same"),
    [
        ("", True),
        ("*", True),
        (TAG, True),
        (f"W/{TAG}", True),
        (f'"other", {TAG}', True),
        (f'"other",{TAG}', True),
        (f" {TAG} ", True),
        ('"other"', False),
        (TAG.strip('"'), False),
        (f'W/"other", "{TAG[1:5]}"', False),
        (",", True),
    ],
)
def test_what_was_seen_last_is_compared_by_any_of_its_tags(header, is_same):
    assert fits(header, TAG) is is_same


@given(st.binary(max_size=50), st.binary(max_size=50))
def test_what_differs_has_another_tag(one, other):
    assert (tag_of(one, "vi") == tag_of(other, "vi")) == (one == other)
    assert tag_of(one, "vi") != tag_of(one, "en"), "the same in other words is another"


def answered(method: str = "GET", seen: str = "", **response) -> HttpResponse:
    request = SimpleNamespace(method=method, headers={"If-None-Match": seen})
    return tagged(request, HttpResponse(b"{}", **response), "vi")


@pytest.mark.parametrize(
    ("method", "status", "is_tagged"),
    [
        ("GET", 200, True),
        ("HEAD", 200, True),
        ("POST", 200, False),
        ("PATCH", 200, False),
        ("DELETE", 200, False),
        ("GET", 201, False),
        ("GET", 404, False),
        ("GET", 503, False),
    ],
)
def test_only_what_was_read_and_found_has_a_tag(method, status, is_tagged):
    assert answered(method, status=status).has_header("ETag") is is_tagged


@pytest.mark.parametrize(
    ("seen", "status"),
    [
        ("", 200),
        (tag_of(b"{}", "vi"), 304),
        (f"W/{tag_of(b'{}', 'vi')}", 304),
        (tag_of(b"{}", "en"), 200),
        (tag_of(b"[]", "vi"), 200),
    ],
)
def test_what_the_caller_has_is_not_sent_again(seen, status):
    response = answered(seen=seen)
    assert response.status_code == status
    assert response.headers["ETag"] == tag_of(b"{}", "vi")
    assert bool(response.content) is (status == 200)


def test_an_answer_that_has_a_tag_keeps_it():
    response = answered(headers={"ETag": TAG}, seen=TAG)
    assert (response.status_code, response.headers["ETag"]) == (304, TAG)


class TestLanguage:
    @pytest.mark.parametrize(
        ("asked", "account", "language"),
        [
            ("", "", "vi"),
            ("", "en", "en"),
            ("", "fr", "vi"),
            ("en", "vi", "en"),
            ("vi", "en", "vi"),
            ("en-GB", "vi", "en"),
            ("en-GB,en;q=0.8", "vi", "en"),
            ("fr, en;q=0.5, vi;q=0.9", "", "vi"),
            ("fr, en;q=0.9, vi;q=0.5", "", "en"),
            ("fr", "en", "en"),
            ("*", "en", "en"),
            ("vi-hkd", "en", "vi"),
            ("nonsense;;;", "en", "en"),
        ],
    )
    def test_the_one_asked_for_is_spoken_else_that_of_the_account(
        self, asked, account, language
    ):
        user = SimpleNamespace(language=account)
        request = SimpleNamespace(headers={"Accept-Language": asked}, user=user)
        assert language_of(request) == language

    def test_where_nobody_is_known_yet_it_is_vietnamese(self):
        assert language_of(SimpleNamespace(headers={})) == "vi"


class TestBody:
    def refused(
        self, method: str, length: str | None, kind: str = "", path: str = "/leads"
    ) -> str:
        headers = {} if length is None else {"Content-Length": length}
        request = SimpleNamespace(
            method=method, headers=headers, content_type=kind, path_info=path
        )
        try:
            refuse_body(request)
        except ApiError as error:
            return error.code
        return ""

    @pytest.mark.parametrize("method", ["POST", "PATCH", "DELETE"])
    @pytest.mark.parametrize(
        ("length", "kind", "code"),
        [
            (None, "", ""),
            ("", "", ""),
            ("0", "text/plain", ""),
            ("2", "application/json", ""),
            ("2", "text/plain", "not_json"),
            ("2", "", "not_json"),
            (str(LARGEST), "application/json", ""),
            (str(LARGEST + 1), "application/json", "too_large"),
            (str(LARGEST + 1), "text/plain", "too_large"),
            ("two", "application/json", "unreadable"),
        ],
    )
    def test_it_is_judged_by_its_head(self, method, length, kind, code):
        assert self.refused(method, length, kind) == code

    @pytest.mark.parametrize("part", ["messages", "moves"])
    def test_with_messages_and_moves_of_a_request_files_may_go(self, part):
        path = f"/api/v1/leads/0e55/{part}"
        files, more = str(LARGEST_WITH_FILES), str(LARGEST_WITH_FILES + 1)
        assert self.refused("POST", files, "application/json", path) == ""
        assert self.refused("POST", more, "application/json", path) == "too_large"

    @pytest.mark.parametrize("method", ["GET", "HEAD", "OPTIONS"])
    def test_where_nothing_is_written_nothing_is_judged(self, method):
        assert self.refused(method, str(LARGEST + 1), "text/plain") == ""


class TestAllowance:
    @pytest.mark.parametrize(
        ("left", "told", "is_spent"), [(299, 299, False), (0, 0, False), (-1, 0, True)]
    )
    def test_it_is_spent_with_the_one_after_the_last(self, left, told, is_spent):
        allowance, response = Allowance(left, 17), HttpResponse()
        allowance.tell(response)
        assert allowance.is_spent is is_spent
        assert response.headers["RateLimit"] == f'"token";r={told};t=17'
        assert response.headers["RateLimit-Policy"] == f'"token";q={MOST};w={SECONDS}'
        assert response.get("Retry-After") == ("17" if is_spent else None)


class TestProblems:
    @pytest.mark.parametrize(
        ("places", "written"),
        [
            ((), "/"),
            (("answers",), "/answers"),
            (("answers", "1.1.1", "level"), "/answers/1.1.1/level"),
            (("answers", 0), "/answers/0"),
            (("a/b",), "/a~1b"),
            (("a~b",), "/a~0b"),
            (("~1",), "/~01"),
        ],
    )
    def test_a_place_is_written_as_the_standard_says(self, places, written):
        assert pointer(places) == written

    @given(st.lists(st.text(max_size=8), min_size=1, max_size=4))
    def test_every_place_can_be_read_back(self, places):
        parts = pointer(places).removeprefix("/").split("/")
        read = [part.replace("~1", "/").replace("~0", "~") for part in parts]
        assert read == places

    @pytest.mark.parametrize("code", STATUS)
    @pytest.mark.parametrize("language", ["vi", "en"])
    def test_each_refusal_has_a_status_and_words(self, code, language):
        with override(language):
            response = problem_of(ApiError(code, seconds=7, most=9))
        content = json.loads(response.content)
        assert content["status"] == response.status_code == STATUS[code]
        assert content["title"]
        assert "%(" not in content["title"]
        assert response.get("Retry-After") == "7"

    def test_all_that_never_fits_is_named_here(self):
        assert set(NEVER_FITS) == UNFIT

    @pytest.mark.parametrize("code", NEVER_FITS)
    def test_what_never_fits_is_told_apart_from_what_may_pass(self, code):
        assert problem_of(SurveyError(code, **PARAMS)).status_code == 422

    @pytest.mark.parametrize("code", ["submitted", "index_retired", "incomplete"])
    def test_how_things_stand_may_pass(self, code):
        assert problem_of(SurveyError(code, codes=())).status_code == 409

    def test_what_is_broken_is_no_refusal(self):
        assert problem_of(ValueError("a fault of ours")) is None

    def test_each_field_is_told_at_its_place(self):
        errors = {
            ("answers", "1.1.1"): SurveyError("level_out_of_range"),
            ("figures", "staff"): SurveyError("number_negative"),
        }
        content = json.loads(problem_of(FieldsError(errors)).content)
        told = {each["pointer"]: each["code"] for each in content["errors"]}
        assert told == {
            "/answers/1.1.1": "level_out_of_range",
            "/figures/staff": "number_negative",
        }
        assert all(each["detail"] for each in content["errors"])

    @pytest.mark.parametrize("kind", [*FIELDS, "int_parsing", "made_up"])
    @pytest.mark.parametrize("language", ["vi", "en"])
    def test_a_field_that_does_not_fit_always_has_words(self, kind, language):
        with override(language):
            content = json.loads(invalid([{"loc": ("body", 1), "type": kind}]).content)
        (error,) = content["errors"]
        assert error["detail"]
        assert error["code"] == kind

    def test_nothing_is_told_of_fields_where_none_is_wrong(self):
        content = json.loads(problem("not_found", STATUS["not_found"]).content)
        assert "errors" not in content

    @pytest.mark.parametrize("language", ["vi", "en"])
    def test_the_page_tells_each_of_them_once_and_leaves_numbers_open(self, language):
        with override(language):
            told = told_problems()
        assert [each["code"] for each in told] == list(PROBLEMS)
        assert not any("%(" in each["words"] for each in told)
