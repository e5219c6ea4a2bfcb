"""After signing in each enterprise shows its draft to go on with and its newest result."""

from datetime import timedelta

import pytest

from survey.rounds.home import rounds_of
from tests.builders import (
    NOW,
    make_assessment,
    make_organisation,
    make_result,
)
from tests.survey.results.versions import newer, rescore, submitted

pytestmark = pytest.mark.django_db


@pytest.mark.sql
def test_an_enterprise_shows_its_newest_draft_and_its_newest_result():
    enterprise = make_organisation()
    make_result(make_assessment(enterprise), level=1)
    later = {"started_at": NOW + timedelta(days=90)}
    newest = make_result(make_assessment(enterprise, round=2, **later), level=3)
    draft = make_assessment(enterprise, round=3, started_at=NOW + timedelta(days=200))
    rounds = rounds_of([enterprise], NOW)[enterprise.pk]
    assert rounds.draft == draft
    assert rounds.latest == newest
    assert rounds.level_name == newest.index_version.index.level_name(newest.level)


def test_a_level_read_anew_has_the_name_that_the_newer_version_gives_it():
    def renamed(document):
        for level in document["levels"]:
            level["name"] = {"vi": "Nấc khác", "en": "Another rung"}

    before = submitted(level=3)
    newer(renamed)
    rescore()
    rounds = rounds_of([before.organisation], NOW)[before.organisation.pk]
    assert rounds.latest.rescored_from == before
    assert rounds.level_name["vi"] == "Nấc khác"


def test_a_result_without_a_level_has_no_name():
    result = make_result()
    result.level = None
    result.save()
    rounds = rounds_of([result.organisation], NOW)[result.organisation.pk]
    assert rounds.latest == result
    assert rounds.level_name == {}


def test_what_has_nothing_yet_shows_nothing():
    enterprise = make_organisation()
    rounds = rounds_of([enterprise], NOW)[enterprise.pk]
    assert (rounds.draft, rounds.latest, rounds.level_name) == (None, None, {})


def test_enterprises_are_not_mixed_up():
    first, second = make_organisation(), make_organisation(name="Tiệm bánh Mì")
    draft = make_assessment(first)
    rounds = rounds_of([first, second], NOW)
    assert rounds[first.pk].draft == draft
    assert rounds[second.pk].draft is None
