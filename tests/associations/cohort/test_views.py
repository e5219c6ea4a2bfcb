"""Hội viên của chúng ta: figures of those who share, and the lists behind them."""

import re
from urllib.parse import urlencode
from uuid import uuid4

import numpy as np
import pytest
from django.urls import reverse

from accounts.access.scopes import Scope
from accounts.models import AuditEvent
from accounts.services import withdraw_consent
from providers.models import Solution
from scoring.benchmark import VALUES
from survey.benchmark.tallies import packed
from survey.models import Answer, BenchmarkCell
from tests.builders import (
    NOW,
    make_assessment,
    make_index_version,
    make_organisation,
    make_provider,
    make_result,
    make_solution,
    make_version_of,
)
from tests.personas import make_owner, make_share, make_staff

pytestmark = pytest.mark.django_db


def page(staff, name="cohort", **asked):
    address = reverse(f"associations:{name}", args=[staff.organisation.public_id])
    staff.client.cookies["django_language"] = "en"
    return staff.client.get(address, asked)


def test_whoever_shares_nothing_is_not_counted(staff, shared):
    for _ in range(6):
        shared(level=2)
    make_result(make_assessment(make_owner().organisation))
    assert page(staff).context["levels"].lines[0].total == "6"


def test_an_association_without_results_is_told_what_will_stand_here(staff):
    assert "Once members share their results" in page(staff).content.decode()


@pytest.mark.parametrize("name", ["cohort", "cell", "beside", "needs"])
def test_others_find_no_page(staff, shared, name):
    shared()
    other = make_staff("Hội Cơ khí", "nhanvien@cokhi.example")
    address = reverse(f"associations:{name}", args=[staff.organisation.public_id])
    assert other.client.get(address).status_code == 404
    assert make_owner().client.get(address).status_code == 404


def test_a_withdrawal_counts_at_the_next_look(staff, shared):
    results = [shared() for _ in range(7)]
    assert page(staff).context["levels"].lines[0].total == "7"
    consent = results[0].organisation.consents_given.get()
    withdraw_consent(consent=consent, by=None, now=NOW)
    assert page(staff).context["levels"].lines[0].total == "6"
    assert page(staff, "cell").context["page"].paginator.count == 6


def test_a_consent_to_one_round_counts_that_round_alone(staff, shared):
    """A level of another round is nobody's business."""
    for _ in range(6):
        shared(level=1)
    enterprise = make_organisation(name="Chỉ một kỳ")
    make_result(make_assessment(enterprise, round=1), level=1)
    make_result(make_assessment(enterprise, round=2), level=5)
    consent = make_share(enterprise, staff.organisation, "answers")
    consent.index, consent.round = "small", 1
    consent.save()
    answer = page(staff)
    assert answer.context["levels"].lines[0].total == "7"
    assert answer.context["figures"].cohort.rounds == [1]


def test_every_figure_leads_to_a_list_of_as_many(staff, shared):
    for number in range(12):
        shared(level=1 + number % 2 * 3, sector="IC"[number % 2])
    answer = page(staff)
    links = set(re.findall(r'href="([^"]*danh-sach[^"]*)"', answer.content.decode()))
    lines = [line for table in answer.context["tables"] for line in table.lines]
    assert {line.total for line in lines} == {"6", "12"}
    assert len(links) > 4
    for link in links:
        listed = staff.client.get(link.replace("&amp;", "&"))
        assert listed.context["page"].paginator.count in {6, 12}


def test_levels_of_a_round_lead_to_those_of_that_round_whatever_is_looked_at(
    staff, shared
):
    for _ in range(8):
        first = shared(level=1)
        make_result(make_assessment(first.organisation, round=2), level=4)
    for asked in ({}, {"ky": "2"}):
        answer = page(staff, **asked)
        links = re.findall(r'href="([^"]*danh-sach[^"]*)"', answer.content.decode())
        links = [link.replace("&amp;", "&") for link in links]
        of_first = [each for each in links if re.search("[?&]ky=1", each)]
        assert len(of_first) == 2, "all of the round, and those of a level"
        for link in of_first:
            listed = staff.client.get(link).context
            assert {row.result.assessment.round for row in listed["rows"]} == {1}
            assert listed["page"].paginator.count == 8


def test_a_list_says_whom_it_holds_and_is_taken_along_as_a_table(staff, shared):
    for _ in range(6):
        shared(level=0, sector="I")
        shared(level=4, sector="C")
    asked = {"nganh": "I", "tieuchi": "1.1.1", "muc": "0"}
    answer = page(staff, "cell", **asked)
    [link] = re.findall(r'href="([^"]*/tep/[^"]*)"', answer.content.decode())
    told = staff.client.get(link.replace("&amp;", "&")).context
    assert told["count"] == answer.context["page"].paginator.count == 6
    assert told["narrowed"][1:] == answer.context["heading"]
    assert answer.context["heading"][1].startswith("Not half of it reached: ")


def test_what_too_few_share_has_no_bar(staff, shared):
    for _ in range(5):
        shared(sector="C")
    lines = page(staff, "beside", nganh="I", nganh2="C").context["beside"]
    assert lines[0].own_width is None
    assert lines[0].other_width > 0


def test_filters_narrow_figures_and_lists_alike(staff, shared):
    for _ in range(6):
        shared(sector="I")
        shared(sector="C", area="26740")
    assert page(staff, nganh="C").context["levels"].lines[0].total == "6"
    assert page(staff, "cell", diaban="26740").context["page"].paginator.count == 6
    assert page(staff, nganh="X").context["levels"].lines[0].total == "12"


def test_small_groups_are_joined_and_never_told_alone(staff, shared):
    for _ in range(6):
        shared(sector="I")
    for _ in range(3):
        shared(sector="C")
    [sectors, *_others] = page(staff).context["tables"]
    assert [line.total for line in sectors.lines] == ["9"]


def test_those_who_share_less_do_not_stand_in_what_they_keep(staff, shared):
    """The pillars of whoever shares the level alone are in no mean."""
    for _ in range(5):
        shared(level=1, scope="pillars")
    for _ in range(20):
        shared(level=5, scope="aggregate")
    answer = page(staff)
    assert answer.context["heat"][0].sample == "5"
    assert int(answer.context["heat"][0].squares[0].text) < 50
    assert answer.context["missed"] == []


def test_what_most_miss_is_told_with_who_could_help(staff, shared):
    for _ in range(6):
        shared(level=0)
    provider = make_provider()
    kinds = {"lop": Solution.Kind.TRAINING, "web": Solution.Kind.SERVICE}
    for slug, kind in kinds.items():
        make_solution(provider, slug, kind=kind)
    missed = page(staff).context["missed"]
    assert missed[0].count == "6"
    assert missed[0].share == "100%"
    help_of = {line.code: line.help for line in missed}["1.1.1"]
    assert [one.slug for one in help_of.training] == ["lop"]
    assert [one.slug for one in help_of.others] == ["web"]
    assert help_of.providers == 1


def test_change_is_told_of_those_in_both_rounds(staff, shared):
    for _ in range(5):
        first = shared(level=1)
        make_result(make_assessment(first.organisation, round=2), level=4)
    shared(level=5)
    answer = page(staff)
    assert answer.context["change"].sample == "5"
    assert len(answer.context["best"]) == 5
    assert page(staff, ky="1").context["levels"].lines[0].total == "6"


def test_the_pillars_of_a_round_before_count_only_where_both_rounds_share_them(
    staff, shared
):
    """Consents to one round each: of the first the level alone."""
    for _ in range(6):
        first = shared(level=1).organisation
        make_result(make_assessment(first, round=2), level=4)
        both = first.consents_given.get()
        both.pk, both.public_id = None, uuid4()
        both.index, both.round = "small", 2
        both.save()
        first.consents_given.filter(round=0).update(
            index="small",
            round=1,
            scope=Scope.AGGREGATE,
        )
    change = page(staff).context["change"]
    assert change.sample == "6"
    assert change.pillars == []


def test_pillars_of_those_in_both_rounds_stand_beside_how_many_share_them(
    staff, shared
):
    for number in range(11):
        scope = "pillars" if number < 6 else "aggregate"
        first = shared(level=1, scope=scope).organisation
        make_result(make_assessment(first, round=2), level=4)
    change = page(staff).context["change"]
    assert change.sample == "11"
    assert {sample for _name, sample, *_means in change.pillars} == {"6"}
    assert all(first != last for *_names, first, last in change.pillars)


def test_the_city_stands_beside_with_both_samples(staff, shared):
    for number in range(10):
        shared(level=1, scope="pillars" if number < 5 else "aggregate")
    assert page(staff).context["city"] is None
    pillars = [pillar["code"] for pillar in make_index_version().index.pillars]
    counts = np.zeros((1 + len(pillars), VALUES), np.int64)
    counts[:, 600] = 40
    BenchmarkCell.objects.create(
        index_id="small",
        is_fictional=staff.organisation.is_fictional,
        count=40,
        pillars=pillars,
        middles=[None] * (1 + len(pillars)),
        counts=packed(counts),
        updated_at=NOW,
    )
    answer = page(staff)
    told = " ".join(answer.content.decode().split())
    assert "The city: 40 enterprises" in told
    assert "10 with a total, 5 that share their pillars" in told
    assert {line.other for line in answer.context["beside"]} == {"60.0%"}


def test_two_groups_stand_beside_each_other(staff, shared):
    for _ in range(5):
        shared(level=1, sector="I")
        shared(level=5, sector="C")
    lines = page(staff, "beside", nganh="I", nganh2="C").context["beside"]
    assert lines[0].own_width < lines[0].other_width
    assert lines[0].other == "100.0%"


def test_every_figure_of_needs_leads_to_a_list_of_as_many(staff, shared):
    version = make_version_of("dbi-2025-sme")
    variant = version.variants[0].variant
    for number in range(14):
        result = shared(level=0, index_version=version, variant=variant)
        chosen = ["budget"] if number < 6 else ["skills", "people"]
        Answer.objects.create(
            assessment=result.assessment,
            question="4.1",
            chosen=chosen,
            changed_at=NOW,
        )
    make_solution(
        index_id=version.index_id,
        improves=[{"question": version.variants[0].codes[0], "lift": 2}],
    )
    answer = page(staff, "needs")
    [barriers] = answer.context["asked_needs"]
    told = {choice.name: choice for choice in barriers.choices}
    assert told["Not enough money"].count == 6
    assert told["Not enough people"].count == 8
    counted = [(each.cell, each.count) for each in barriers.choices if each.count]
    for name in ("categories", "serving"):
        counted += [(each.cell, each.members) for each in answer.context[name]]
    links = answer.content.decode().replace("&amp;", "&")
    lists = [(cell, count) for cell, count in counted if count]
    assert len(lists) > 4
    for cell, count in lists:
        assert urlencode(cell.query()) in links
        listed = page(staff, "cell", **cell.query()).context
        assert listed["page"].paginator.count == count, cell
        assert listed["heading"]
        exported = page(staff, "exports", **cell.query()).context
        assert exported["count"] == count


def test_whoever_is_listed_by_an_answer_is_told_who_looked(staff, shared):
    version = make_version_of("dbi-2025-sme")
    result = shared(index_version=version, variant=version.variants[0].variant)
    shared(index_version=version, variant=version.variants[0].variant)
    Answer.objects.create(
        assessment=result.assessment,
        question="4.1",
        chosen=["budget"],
        changed_at=NOW,
    )
    listed = page(staff, "cell", chon="4.1:budget").context["rows"]
    assert [row.result for row in listed] == [result]
    opened = AuditEvent.objects.filter(action="result.opened")
    assert opened.get().organisation_id == result.organisation_id
    # What cannot be read narrows nothing.
    for asked in ({"chon": "1.1.1:3"}, {"loai": "x"}, {"nhacungcap": "x"}):
        assert page(staff, "cell", **asked).context["page"].paginator.count == 2


@pytest.mark.parametrize("name", ["cohort", "cell", "beside", "needs"])
@pytest.mark.parametrize("number", [6, 40])
def test_a_page_takes_the_same_few_queries_for_few_and_for_many(
    staff, shared, django_assert_max_num_queries, name, number
):
    for place in range(number):
        shared(level=place % 4)
    page(staff, name)
    with django_assert_max_num_queries(15):
        page(staff, name)


def test_whose_name_stands_under_a_criterion_is_told_who_looked(staff, shared):
    """To stand there says how a question was answered; to stand in a sector does not."""
    lacking = [shared(level=0) for _ in range(6)]
    shared(level=5)
    opened = AuditEvent.objects.filter(action="result.opened")
    page(staff, "cell", theo="sector", nhom="I")
    assert not opened.exists()
    page(staff, "cell", tieuchi="1.1.1")
    told = {event.organisation_id: event.details for event in opened}
    assert told.keys() == {result.organisation_id for result in lacking}
    details = told[lacking[0].organisation_id]
    assert (details["part"], details["scope"]) == ("answers", "answers")
    assert details["through"] == [str(staff.organisation.public_id)]
    assert details["round"] == "small/1"


@pytest.mark.parametrize("number", [6, 20])
def test_telling_many_takes_as_many_queries_as_telling_few(
    staff, shared, django_assert_max_num_queries, number
):
    for _ in range(number):
        shared(level=0)
    page(staff, "cell", tieuchi="1.1.1")
    with django_assert_max_num_queries(20):
        page(staff, "cell", tieuchi="1.1.1")
