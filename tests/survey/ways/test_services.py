"""Telling how an enterprise works: kept, audited, refused whole, and never a point."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from accounts.models import AuditEvent
from indexes.advice.model import PURPOSES
from survey.corrections.services import discard, start_correction
from survey.errors import SurveyError
from survey.models import Assessment, Result
from survey.results.services import submit
from survey.rounds.queries import assessments
from survey.rounds.services import start_next_round
from survey.ways.services import choose_wants, tell_page, tell_ways
from tests.builders import (
    NOW,
    make_answers,
    make_assessment,
    make_index_version,
    make_user,
    make_version_of,
)
from tests.survey.ways.advice import ASKED, WORDS

pytestmark = [pytest.mark.django_db, pytest.mark.sql]
LATER = NOW + timedelta(days=1)
WHO = {"by": None, "now": LATER}


@pytest.fixture
def draft():
    """Of the small index, whose advice asks everybody the same."""
    return make_assessment()


def kept(assessment: Assessment) -> Assessment:
    return Assessment.objects.get(pk=assessment.pk)


def events(action: str) -> list[dict]:
    found = AuditEvent.objects.filter(action=action).order_by("pk")
    return list(found.values_list("details", flat=True))


def refusal(function, **what) -> str:
    with pytest.raises(SurveyError) as error:
        function(**what, **WHO)
    return error.value.code


def test_at_first_nothing_is_known_and_nothing_wanted(draft):
    assert (kept(draft).ways, kept(draft).wants) == ({}, [])


def test_what_is_told_is_kept_and_the_rest_stays_not_known(draft):
    tell_ways(assessment=draft, ways={"delivery": True}, **WHO)
    tell_ways(assessment=draft, ways={"stock": False}, **WHO)
    assert kept(draft).ways == {"delivery": True, "stock": False}
    assert draft.ways == kept(draft).ways


def test_what_was_told_can_be_told_otherwise(draft):
    tell_ways(assessment=draft, ways={"delivery": True}, **WHO)
    tell_ways(assessment=draft, ways={"delivery": False}, **WHO)
    assert kept(draft).ways == {"delivery": False}


def test_two_who_tell_at_once_are_both_heard(draft):
    mine, theirs = kept(draft), kept(draft)
    tell_ways(assessment=mine, ways={"delivery": True}, **WHO)
    tell_ways(assessment=theirs, ways={"stock": True}, **WHO)
    assert kept(draft).ways == {"delivery": True, "stock": True}


def test_telling_leaves_a_trace_and_repeating_leaves_none(draft):
    user = make_user()
    for _turn in range(2):
        tell_ways(assessment=draft, ways={"stock": True}, by=user, now=LATER)
        choose_wants(assessment=draft, wants=["safe", "sell"], by=user, now=LATER)
    assert events("ways.told") == [{"ways": {"stock": True}}]
    assert events("wants.chosen") == [{"wants": ["sell", "safe"]}]
    assert AuditEvent.objects.filter(actor=user).count() == 2


def test_a_draft_that_is_told_something_has_been_touched(draft):
    tell_ways(assessment=draft, ways={"stock": True}, **WHO)
    assert kept(draft).changed_at == LATER


@pytest.mark.parametrize("way", ["flying", "", "machine"])
def test_a_way_nobody_knows_is_refused_with_all_that_came_with_it(draft, way):
    told = {"stock": True, way: True}
    assert refusal(tell_ways, assessment=draft, ways=told) == "unknown_way"
    assert kept(draft).ways == {}
    assert events("ways.told") == []


def test_an_index_without_advice_knows_no_ways():
    draft = make_assessment(index_version=make_version_of("dma"))
    told = {"stock": True}
    assert refusal(tell_ways, assessment=draft, ways=told) == "unknown_way"


@pytest.mark.parametrize(
    ("wants", "code"),
    [(["sell", "time", "safe"], "too_many_wants"), (["fame"], "unknown_want")],
)
def test_what_cannot_be_wanted_is_refused(draft, wants, code):
    choose_wants(assessment=draft, wants=["know"], **WHO)
    assert refusal(choose_wants, assessment=draft, wants=wants) == code
    assert kept(draft).wants == ["know"]


def test_what_is_wanted_can_be_left_open_again(draft):
    choose_wants(assessment=draft, wants=["know"], **WHO)
    choose_wants(assessment=draft, wants=[], **WHO)
    assert kept(draft).wants == []


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40)
@given(wants=st.lists(st.sampled_from(PURPOSES), max_size=4))
def test_at_most_two_are_ever_kept_each_once_and_always_in_the_same_order(draft, wants):
    wanted = set(wants)
    if len(wanted) > 2:
        assert refusal(choose_wants, assessment=draft, wants=wants) == "too_many_wants"
    else:
        choose_wants(assessment=draft, wants=wants, **WHO)
        assert kept(draft).wants == sorted(wanted, key=PURPOSES.index)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40)
@given(
    before=st.dictionaries(st.sampled_from(sorted(WORDS)), st.booleans()),
    ticked=st.sets(st.sampled_from(ASKED["small"]["all"])),
)
def test_after_a_page_all_it_asked_is_known_and_nothing_else_has_changed(
    draft, before, ticked
):
    Assessment.objects.filter(pk=draft.pk).update(ways=before)
    tell_page(assessment=draft, asked_for="", ticked=ticked, wants=[], **WHO)
    asked = {way: way in ticked for way in ASKED["small"]["all"]}
    held_before = any(map(before.get, asked))
    told = asked if ticked or held_before else {}
    assert kept(draft).ways == {**before, **told}


def test_a_page_without_any_tick_denies_nothing_unless_something_held_before(draft):
    page = {"assessment": draft, "asked_for": "", "wants": []}
    tell_page(**page, ticked=[], **WHO)
    assert kept(draft).ways == {}
    first, *others = ASKED["small"]["all"]
    tell_page(**page, ticked=[first], **WHO)
    tell_page(**page, ticked=[], **WHO)
    assert kept(draft).ways == dict.fromkeys([first, *others], False)


def test_a_page_tells_the_industry_its_ways_and_the_wants_in_one_go():
    draft = make_assessment(index_version=make_version_of("wide"))
    sent = {"asked_for": "farm", "ticked": ["machines"], "wants": ["time"]}
    tell_page(assessment=draft, variant="farm", **sent, **WHO)
    told = kept(draft)
    assert (told.variant, told.wants) == ("farm", ["time"])
    assert told.ways == {"machines": True, "stock": False, "delivery": False}


@pytest.mark.parametrize(
    ("spoilt", "code"),
    [
        ({"variant": "bank"}, "unknown_variant"),
        ({"variant": ""}, "unknown_variant"),
        ({"ticked": ["branches"]}, "unknown_way"),
        ({"asked_for": "bank"}, "unknown_way"),
        ({"wants": ["sell", "time", "safe"]}, "too_many_wants"),
    ],
)
def test_a_page_with_a_mistake_keeps_nothing_of_it(spoilt, code):
    draft = make_assessment(index_version=make_version_of("wide"))
    sent = {"asked_for": "farm", "ticked": ["machines"], "wants": [], "variant": "farm"}
    assert refusal(tell_page, assessment=draft, **(sent | spoilt)) == code
    told = kept(draft)
    assert (told.variant, told.ways, told.wants) == ("", {}, [])
    assert not AuditEvent.objects.exists()


def test_after_submission_it_can_be_told_and_changes_no_result(draft):
    make_answers(draft)
    result = submit(assessment=draft, by=None, now=NOW)
    frozen = Result.objects.values().get(pk=result.pk)
    tell_ways(assessment=draft, ways={"stock": True}, **WHO)
    choose_wants(assessment=draft, wants=["sell"], **WHO)
    told = kept(draft)
    assert (told.ways, told.wants) == ({"stock": True}, ["sell"])
    assert told.changed_at == NOW, "it was answered when it was"
    assert Result.objects.values().get() == frozen


def test_what_is_told_changes_no_points_and_no_checksum():
    results = []
    for ways in ({}, {"stock": True, "delivery": False}):
        draft = make_assessment(ways=ways, wants=["sell"] if ways else [])
        make_answers(draft)
        results.append(submit(assessment=draft, by=None, now=NOW))
    plain, told = results
    assert plain.input_digest == told.input_digest
    assert (plain.total, plain.level, plain.points) == (
        told.total,
        told.level,
        told.points,
    )


def test_the_next_round_takes_along_what_is_known(draft):
    make_answers(draft)
    submit(assessment=draft, by=None, now=NOW)
    tell_ways(assessment=draft, ways={"stock": True, "delivery": False}, **WHO)
    choose_wants(assessment=draft, wants=["rules", "sell"], **WHO)
    following = start_next_round(assessment=kept(draft), **WHO)
    assert kept(following).ways == {"stock": True, "delivery": False}
    assert kept(following).wants == ["sell", "rules"]


def test_what_the_next_round_is_told_leaves_the_last_one_as_it_was():
    before = make_assessment(ways={"stock": True}, index_version=make_index_version())
    make_answers(before)
    submit(assessment=before, by=None, now=NOW)
    following = start_next_round(assessment=before, **WHO)
    tell_ways(assessment=following, ways={"stock": False}, **WHO)
    assert kept(before).ways == {"stock": True}


# Beside an open correction or a later round


def sent_and_corrected() -> tuple[Assessment, Assessment]:
    """A round that was sent, and its correction that is being written."""
    first = make_assessment()
    make_answers(first)
    submit(assessment=first, by=None, now=NOW)
    correction = start_correction(assessment=first, **WHO)
    return first, correction


def tell_something(assessment: Assessment) -> None:
    tell_ways(assessment=assessment, ways={"stock": True}, **WHO)
    choose_wants(assessment=assessment, wants=["safe"], **WHO)


def test_told_on_the_result_while_it_is_corrected_it_stands_in_the_correction_too():
    first, correction = sent_and_corrected()
    tell_something(first)
    for each in (first, correction):
        assert (kept(each).ways, kept(each).wants) == ({"stock": True}, ["safe"])
    assert events("ways.told") == [{"ways": {"stock": True}}]
    assert events("wants.chosen") == [{"wants": ["safe"]}]


def test_told_in_a_correction_that_is_discarded_it_stands_beside_the_first_result():
    first, correction = sent_and_corrected()
    tell_something(correction)
    discard(draft=correction, **WHO)
    assert (kept(first).ways, kept(first).wants) == ({"stock": True}, ["safe"])


def test_told_between_the_page_and_the_correction_it_is_taken_along():
    first = make_assessment()
    make_answers(first)
    submit(assessment=first, by=None, now=NOW)
    shown_before = kept(first)
    tell_something(first)
    correction = start_correction(assessment=shown_before, **WHO)
    assert kept(correction).ways == {"stock": True}


def test_told_of_the_last_round_it_reaches_the_next_one_that_is_being_filled_in():
    first = make_assessment(wants=["sell"])
    make_answers(first)
    submit(assessment=first, by=None, now=NOW)
    following = start_next_round(assessment=first, **WHO)
    tell_ways(assessment=following, ways={"delivery": True}, **WHO)
    tell_something(first)
    assert kept(following).ways == {"delivery": True, "stock": True}
    assert kept(following).wants == ["safe"]
    assert kept(first).ways == {"stock": True}, "a round is of its time"


def test_nothing_is_told_of_another_enterprise_or_index():
    first, _correction = sent_and_corrected()
    others = [
        make_assessment(),
        make_assessment(first.organisation, make_version_of("wide")),
    ]
    tell_something(first)
    for other in others:
        assert (kept(other).ways, kept(other).wants) == ({}, [])


def test_a_page_locks_the_round_once():
    draft = make_assessment(index_version=make_version_of("wide"))
    draft = assessments().get(pk=draft.pk)
    assert draft.index_version.index, "read once a process"
    sent = {"asked_for": "farm", "ticked": ["machines"], "wants": ["time"]}
    with CaptureQueriesContext(connection) as queries:
        tell_page(assessment=draft, variant="farm", **sent, **WHO)
    # Written down beside it: how often, is tried elsewhere.
    statements = [query["sql"] for query in queries if "audit" not in query["sql"]]
    of_rounds = [sql for sql in statements if 'FROM "survey_assessment"' in sql]
    assert len(of_rounds) == 1
    assert len(statements) <= 8
