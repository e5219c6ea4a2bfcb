"""What is typed of a campaign and of a call: what is wrong stands beside its field."""

from datetime import date, timedelta

import pytest
from django.utils.translation import override

from associations.campaigns.forms import (
    LONGEST,
    CallForm,
    CampaignForm,
    CloseForm,
    ExtendForm,
    PeopleForm,
    ReminderDaysField,
)
from associations.campaigns.people import Filters
from associations.campaigns.wording import PROBLEMS
from associations.models import Call, Campaign, MemberImport
from tests.builders import make_index_version, make_organisation
from tests.members import make_member

TODAY = date(2026, 11, 16)
GOOD = {
    "name": "Đợt mùa đông",
    "begins_on": "2026-11-16",
    "ends_on": "2026-12-16",
    "target": "all",
    "quiet_from": "18",
    "quiet_until": "8",
    "reminder_days": "7, 14",
}


@pytest.fixture
def typed(staff):
    """A form of what was typed over what is right."""
    version = make_index_version()

    def make(**more: str) -> CampaignForm:
        data = GOOD | {"index": str(version.pk)} | more
        return CampaignForm(data, association=staff.organisation, today=TODAY)

    return make


def code_words(code: str) -> list[str]:
    return [str(PROBLEMS[code])]


@pytest.mark.django_db
@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize(
    ("typed_over", "field", "code"),
    [
        ({"name": ""}, "name", "name_missing"),
        ({"name": "   "}, "name", "name_missing"),
        ({"begins_on": ""}, "begins_on", "day_missing"),
        ({"ends_on": ""}, "ends_on", "day_missing"),
        ({"ends_on": "2026-11-15"}, "ends_on", "period_backwards"),
        (
            {"begins_on": "2026-10-01", "ends_on": "2026-11-15"},
            "ends_on",
            "period_over",
        ),
        ({"ends_on": "2027-11-18"}, "ends_on", "period_too_long"),
        ({"reminder_days": "bảy"}, "reminder_days", "days_unreadable"),
        ({"reminder_days": "7, -1"}, "reminder_days", "days_unreadable"),
        ({"reminder_days": "1000"}, "reminder_days", "days_unreadable"),
        ({"reminder_days": "1 2 3 4 5 6 7"}, "reminder_days", "too_many_reminders"),
        ({"welcome_en": "Please come."}, "welcome_vi", "vietnamese_missing"),
        ({"target": "filtered"}, "target", "nothing_chosen"),
    ],
)
def test_what_is_wrong_stands_beside_its_field(
    typed, typed_over, field, code, language
):
    with override(language):
        form = typed(**typed_over)
        assert not form.is_valid()
        assert form.errors == {field: code_words(code)}


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("begins", "ends"),
    [
        (TODAY, TODAY),
        (TODAY - timedelta(days=30), TODAY),
        (TODAY, TODAY + LONGEST),
        (TODAY + timedelta(days=400), TODAY + timedelta(days=401)),
    ],
)
def test_a_period_may_be_one_day_or_a_year_and_have_begun(typed, begins, ends):
    form = typed(begins_on=str(begins), ends_on=str(ends))
    assert form.is_valid(), form.errors
    plan = form.plan()
    assert (plan.begins_on, plan.ends_on) == (begins, ends)


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("", []),
        ("7", [7]),
        ("7, 14, 21", [7, 14, 21]),
        ("21;14;7", [7, 14, 21]),
        ("7 14", [7, 14]),
        ("7,7,7", [7]),
        ("0, 7", [7]),
        ("0", []),
        ("007", [7]),
        ("1 2 3 4 5 6", [1, 2, 3, 4, 5, 6]),
        ("0 1 2 3 4 5 6", [1, 2, 3, 4, 5, 6]),
    ],
)
def test_days_are_read_as_people_write_them(text, days):
    assert ReminderDaysField(max_length=40, required=False).clean(text) == days


@pytest.mark.parametrize(
    ("value", "text"), [([7, 14], "7, 14"), ([], ""), ("bảy", "bảy"), (None, None)]
)
def test_days_are_written_back_as_they_are_typed(value, text):
    assert ReminderDaysField(max_length=40).prepare_value(value) == text


@pytest.mark.django_db
class TestWhomToInvite:
    def test_all_takes_no_filter_along_that_was_typed_before(self, typed):
        form = typed(target="all", sector="C")
        assert form.is_valid(), form.errors
        assert form.plan().chosen == {}

    @pytest.mark.parametrize(
        ("chosen", "kept"),
        [
            ({"sector": "C"}, {"sector": "C"}),
            ({"size": "small"}, {"size": "small"}),
            ({"sector": "C", "size": "small"}, {"sector": "C", "size": "small"}),
        ],
    )
    def test_a_filter_keeps_what_was_chosen(self, typed, chosen, kept):
        form = typed(target="filtered", **chosen)
        assert form.is_valid(), form.errors
        assert form.plan().chosen == kept

    def test_where_there_is_no_import_nobody_is_led_to_choose_one(self, typed):
        form = typed(target="imported")
        assert not form.has_imports
        assert "imported" not in dict(form.fields["target"].choices)
        assert "target" in form.errors

    def test_an_import_has_to_be_named(self, typed, staff):
        imported(staff.organisation)
        form = typed(target="imported")
        assert form.errors == {"table": code_words("import_missing")}

    def test_an_import_of_another_association_is_none_of_the_choices(
        self, typed, staff
    ):
        imported(staff.organisation)
        other = imported(make_organisation("association", "Hội Gỗ"))
        form = typed(target="imported", table=str(other.public_id))
        assert list(form.errors) == ["table"]
        assert len(form.errors["table"]) == 1, "said once"

    def test_an_import_is_kept_where_it_is_aimed_at(self, typed, staff):
        table = imported(staff.organisation)
        form = typed(target="imported", table=str(table.public_id), sector="C")
        assert form.is_valid(), form.errors
        assert form.plan().table == table
        assert form.plan().chosen == {}
        form = typed(target="all", table=str(table.public_id))
        assert form.is_valid(), form.errors
        assert form.plan().table is None


def imported(association) -> MemberImport:
    table = MemberImport.objects.create(
        association=association, state=MemberImport.State.DONE, counts={"added": 1}
    )
    table.members.add(make_member(association))
    return table


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("welcome", "kept"),
    [
        ({}, {}),
        ({"welcome_vi": "Mời anh chị."}, {"vi": "Mời anh chị."}),
        (
            {"welcome_vi": "Mời anh chị.", "welcome_en": "Please come."},
            {"vi": "Mời anh chị.", "en": "Please come."},
        ),
    ],
)
def test_words_to_members_are_kept_by_language(typed, welcome, kept):
    form = typed(**welcome)
    assert form.is_valid(), form.errors
    assert form.plan().welcome == kept


@pytest.mark.django_db
def test_hours_are_numbers_and_working_days_a_tick(typed):
    form = typed(quiet_from="22", quiet_until="0")
    assert form.is_valid(), form.errors
    plan = form.plan()
    assert (plan.quiet_from, plan.quiet_until) == (22, 0)
    assert plan.on_working_days is False


@pytest.mark.django_db
@pytest.mark.parametrize("hour", ["24", "-1", "tám", ""])
def test_an_hour_that_no_clock_has_is_refused(typed, hour):
    assert list(typed(quiet_from=hour).errors) == ["quiet_from"]


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize(
    ("form", "field", "code"),
    [
        (ExtendForm, "ends_on", "day_missing"),
        (CloseForm, "because", "reason_missing"),
        (CallForm, "outcome", "outcome_missing"),
    ],
)
def test_of_short_forms_what_is_missing_is_said(form, field, code, language):
    with override(language):
        assert form({}).errors == {field: code_words(code)}


@pytest.mark.parametrize("outcome", Call.Outcome)
def test_a_call_takes_each_outcome_and_no_day_if_there_is_none(outcome):
    form = CallForm({"outcome": outcome})
    assert form.is_valid(), form.errors
    assert form.cleaned_data["next_on"] is None
    assert form.cleaned_data["is_followed"] is False


class TestPeople:
    @pytest.mark.parametrize(
        ("query", "filters"),
        [
            ({}, Filters()),
            ({"nhom": "da-gui"}, Filters(group="da-gui")),
            ({"nhom": "goi-hom-nay"}, Filters(group="goi-hom-nay")),
            ({"phan": "nhan-su"}, Filters(page="nhan-su")),
            ({"ten": "phở"}, Filters(name="phở")),
            ({"nganh": "C"}, Filters(sector="C")),
            ({"quymo": "small"}, Filters(size="small")),
            ({"cuatoi": "on"}, Filters(is_mine=True)),
        ],
    )
    def test_the_address_says_who_is_listed(self, query, filters):
        assert PeopleForm(query).filters() == filters

    @pytest.mark.parametrize(
        "query", [{"nhom": "ai-do"}, {"nganh": "ZZ"}, {"quymo": "khổng lồ"}]
    )
    def test_what_cannot_be_read_there_filters_nothing(self, query):
        assert PeopleForm(query).filters() == Filters()


@pytest.mark.parametrize("code", PROBLEMS)
def test_each_problem_is_said_in_both_languages(code):
    with override("en"):
        english = str(PROBLEMS[code])
    with override("vi"):
        assert str(PROBLEMS[code]) not in ("", english)


@pytest.mark.parametrize("target", Campaign.Target)
def test_each_target_is_said_in_both_languages(target):
    with override("en"):
        english = str(target.label)
    with override("vi"):
        assert str(target.label) not in ("", english)
