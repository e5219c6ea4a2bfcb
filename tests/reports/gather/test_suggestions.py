"""Who can help, as the stored recommendation has it."""

import pytest
from django.utils import translation

from accounts.access import Scope
from providers.matching.queries import shown_content
from reports.gather.suggestions import suggestions_of
from tests.builders import (
    NOW,
    make_provider,
    make_result,
    make_solution,
)

pytestmark = pytest.mark.django_db


def test_the_report_names_as_many_suggestions_as_the_page(db):
    result = make_result(level=1)
    for number in range(8):
        make_solution(make_provider(f"Nhà {number}", f"nha-{number}"), f"tot-{number}")
    content, _stored = shown_content(result, NOW)
    assert (
        len(suggestions_of(result, Scope.OWN, NOW)) == len(content["suggestions"]) == 6
    )


@pytest.fixture
def suggested(db):
    """A result that one solution fits."""
    result = make_result(level=1)
    make_solution(make_provider("Sao Mai", "sao-mai"), "ban-hang")
    return result


def test_a_suggestion_is_told_with_provider_gains_and_reasons(suggested):
    (suggestion,) = suggestions_of(suggested, Scope.OWN, NOW)
    assert suggestion.provider == "Sao Mai"
    assert suggestion.solution
    assert suggestion.gains
    assert suggestion.reasons


@pytest.mark.parametrize(
    "scope", [Scope.EVIDENCE, Scope.ANSWERS, Scope.PILLARS, Scope.AGGREGATE]
)
def test_suggestions_are_for_the_enterprise_itself(suggested, scope):
    assert suggestions_of(suggested, scope, NOW) == ()


def test_without_providers_nothing_is_suggested(db):
    assert suggestions_of(make_result(level=1), Scope.OWN, NOW) == ()


def test_suggestions_are_in_the_language_of_the_reader(suggested):
    told = {}
    for language in ("vi", "en"):
        with translation.override(language):
            (suggestion,) = suggestions_of(suggested, Scope.OWN, NOW)
        told[language] = suggestion.reasons
    assert told["vi"] != told["en"]
