"""Who can help, step by step as on the page of suggestions."""

import pytest
from django.utils import translation

from accounts.access.scopes import Scope
from providers.matching.queries import slugs_named
from providers.matching.services import recommend
from providers.models import Provider
from reports.gather.frozen import Frozen
from reports.gather.suggestions import suggested_of
from roadmap.pages.help import help_of
from roadmap.planning.position import Position, Target
from roadmap.queries import roadmap_of
from roadmap.services import make_roadmap
from tests.builders import NOW, make_provider, make_result, make_solution
from tests.providers.vetting.applying import suspend_now

pytestmark = pytest.mark.django_db


@pytest.fixture
def result():
    """Two steps of its roadmap are for the website, which two providers help with."""
    result = make_result(level=1)
    position = Position(result)
    make_roadmap(
        result=result,
        after=position.with_moves({"1.1.1": 3, "2.1.1": 2}),
        target=Target(),
        by=None,
        now=NOW,
    )
    # Apart in price by more than what a lot decides.
    for name, price in (("sao-mai", 6_000_000), ("sao-hom", 5_000_000)):
        provider = make_provider(name, name)
        make_solution(provider, name, support_item="dx_solutions", price_from=price)
    return result


def test_the_report_says_the_same_of_each_step_as_the_page(result):
    page = help_of(Position(result), roadmap_of(result), NOW)
    suggested = suggested_of(Frozen(result), Scope.OWN, NOW)
    assert len(suggested.steps) == len(page.steps) == 2
    for step, shown in zip(suggested.steps, page.steps, strict=True):
        named = [offer.suggestion.solution for offer in shown.help.offers]
        assert [one.solution for one in step.suggestions] == named
        assert (step.name, step.when, step.alone) == (
            shown.name,
            shown.when,
            shown.alone,
        )


def test_a_suggestion_is_told_in_four_lines(result):
    with translation.override("en"):
        suggested = suggested_of(Frozen(result), Scope.OWN, NOW)
    one = next(step for step in suggested.steps if step.suggestions).suggestions[0]
    assert one.provider == "sao-hom"
    assert one.solution == "Solution sao-hom"
    assert one.raises == "Website: from level 1 to level 3."
    assert one.first_year == "from 5 million dong"
    assert one.support == "2.5 million dong"
    assert one.why.startswith("Helps with 2 of your 3 steps.")
    assert len(suggested.support) == 1


def test_who_was_suspended_since_a_recommendation_was_stored_is_named_no_more(result):
    """A report of another programme went on recommending whom it had struck off."""
    stored = recommend(result=result, now=NOW)
    assert slugs_named(stored.content) == {"sao-hom", "sao-mai"}
    suspend_now(Provider.objects.get(slug="sao-hom"), NOW)
    told = suggested_of(Frozen(result), Scope.OWN, NOW)
    named = {one.provider for step in told.steps for one in step.suggestions}
    assert named == {"sao-mai"}
    assert told.beside == ()


def test_a_step_that_nobody_serves_says_so(result):
    alone = [step.alone for step in suggested_of(Frozen(result), Scope.OWN, NOW).steps]
    assert [bool(words) for words in sorted(alone)] == [False, True]


@pytest.mark.parametrize(
    "scope", [Scope.EVIDENCE, Scope.ANSWERS, Scope.PILLARS, Scope.AGGREGATE]
)
def test_suggestions_are_for_the_enterprise_itself(result, scope):
    assert suggested_of(Frozen(result), scope, NOW) is None


def test_where_no_step_and_no_solution_is_left_nothing_is_said(db):
    assert suggested_of(Frozen(make_result(level=5)), Scope.OWN, NOW) is None


def test_where_nothing_passes_what_comes_closest_says_what_is_against_it(db):
    make_solution(make_provider("lon", "lon"), "lon", sizes=["large"])
    suggested = suggested_of(Frozen(make_result(level=1)), Scope.OWN, NOW)
    (closest,) = suggested.beside
    assert len(closest.against) == 1


def test_suggestions_are_in_the_language_of_the_reader(result):
    said = {}
    for language in ("vi", "en"):
        with translation.override(language):
            said[language] = suggested_of(Frozen(result), Scope.OWN, NOW).steps[0].name
    assert said["vi"] != said["en"]
