"""A recommendation is worked out once more, whatever became of the directory since."""

from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from providers.matching.kept.replay import replayed
from providers.matching.plan import Plan, Step
from providers.matching.services import hide_provider, recommend
from providers.models import DirectoryState, Lead, Provider, Solution
from tests.builders import NOW, make_provider, make_result, make_solution
from tests.providers.matching.examples import full, shop

pytestmark = [pytest.mark.django_db, pytest.mark.sql]

LATER = NOW + timedelta(days=365)


def explained(stored) -> str:
    out = StringIO()
    call_command("explain_match", stored.pk, stdout=out)
    return out.getvalue()


@pytest.fixture
def directory():
    for number in range(8):
        provider = make_provider(
            f"Nhà {number}",
            f"nha-{number}",
            rating_average="4.25" if number % 2 else None,
            rating_count=3 * (number % 2),
        )
        make_solution(provider, f"web-{number}", price_confirmed=NOW.date())
    full(Provider.objects.get(slug="nha-7"))


def a_year_passes():
    """Everything is another: prices, names, who is there, and what has places."""
    Lead.objects.all().delete()
    Provider.objects.update(vetted_until=None, paused_until=LATER.date())
    Solution.objects.update(
        price_from=1, price_to=2, name={"vi": "Khác", "en": "Other"}
    )
    Solution.objects.filter(slug="web-0").delete()
    make_solution(make_provider("Mới", "moi"), "a-moi", price_from=0)


@pytest.mark.parametrize("budget", [None, 5_500_000])
def test_a_year_later_it_comes_out_bit_by_bit(directory, budget):
    result = make_result(level=1)
    hide_provider(
        enterprise=result.organisation,
        provider=Provider.objects.get(slug="nha-6"),
        by=None,
        now=NOW,
    )
    plan = Plan([Step("1.1.1", 1, 2)], frozenset(["2.1.1"]))
    recommend(result=result, now=NOW - timedelta(days=1), plan=plan)
    stored = recommend(result=result, now=NOW, budget=budget, plan=plan)
    assert stored.content["steps"][0]["solutions"]
    a_year_passes()
    stored.refresh_from_db()
    assert recommend(result=result, now=LATER, budget=budget).content != stored.content
    replay = replayed(stored)
    assert replay.content == stored.content
    assert replay.is_equal
    assert "Equal, bit by bit." in explained(stored)


def test_the_advised_way_and_options_picked_come_out_too():
    make_solution(improves=[{"capability": "web.site", "lift": 2}])
    _, result = shop(q_2_5=["social"])
    stored = recommend(result=result, now=NOW)
    result.assessment.answers.all().delete()
    result.assessment.ways = {"sells": True}
    result.assessment.save()
    stored = type(stored).objects.get(pk=stored.pk)
    assert replayed(stored).content == stored.content


def test_it_says_who_drew_what(directory):
    said = explained(recommend(result=make_result(level=1), now=NOW))
    assert "rule:       lot-1, a band of 2 %, at most 10 tickets" in said
    assert "for all: web-" in said
    assert "nha-7  0" in said


def test_what_was_changed_in_the_store_is_told(directory):
    stored = recommend(result=make_result(level=1), now=NOW)
    places = Provider.objects.values_list("pk", flat=True)
    stored.inputs["taken"] = {str(key): 9 for key in places[:3]}
    stored.inputs["files"]["advice-small.yaml"] = "another"
    stored.save()
    with pytest.raises(CommandError, match="advice-small"):
        call_command("explain_match", stored.pk, stdout=StringIO())


def test_what_is_not_there_is_told():
    with pytest.raises(CommandError, match="no recommendation 7"):
        call_command("explain_match", 7)


def test_one_directory_is_kept_once_and_holds_nothing_to_write_or_call_to(directory):
    result = make_result(level=1)
    first = recommend(result=result, now=NOW)
    second = recommend(result=result, now=NOW + timedelta(days=1))
    assert first.directory_id == second.directory_id
    Solution.objects.filter(slug="web-1").update(price_to=99_000_000)
    third = recommend(result=result, now=NOW + timedelta(days=2))
    assert third.directory_id != first.directory_id
    assert DirectoryState.objects.count() == 2
