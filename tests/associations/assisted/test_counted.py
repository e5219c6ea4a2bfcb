"""What an association typed counts nowhere before its owner has confirmed it."""

import re

import pytest
from django.urls import reverse
from django.utils import timezone

from associations.city.counted import counted_now, packed
from associations.city.services import agree_to_be_counted
from associations.city.texts import CURRENT
from associations.cohort.cells import cell_of, rows_in
from associations.cohort.looking import looked_at
from associations.cohort.queries import forget_cohorts
from associations.exports.columns import rows_of_table
from associations.models import AssistedRound
from associations.review.assignments.queries import not_begun
from survey.benchmark.services import refresh_benchmark
from tests.associations.assisted.steps import OWNER, ask, begin, decide
from tests.associations.campaigns.builders import make_campaign, today_plan
from tests.builders import (
    make_answers,
    make_assessment,
    make_evidence,
    make_index_version,
    make_organisation,
    make_result,
)
from tests.members import make_member
from tests.personas import make_share

pytestmark = pytest.mark.django_db

PAGES = ("results", "cohort", "reviews", "campaign", "campaign_people")


@pytest.fixture(autouse=True)
def nothing_kept():
    forget_cohorts()
    yield
    forget_cohorts()


@pytest.fixture
def round_before(owner, staff):
    """A firm that shares with the association and is counted by the city, at its first round."""
    assessment = make_assessment(owner.organisation)
    make_answers(assessment, level=1)
    make_evidence(assessment)
    result = make_result(assessment, level=1)
    make_share(owner.organisation, staff.organisation, "evidence")
    agree_to_be_counted(
        enterprise=owner.organisation,
        agency=make_organisation("agency", "Trung tâm Chuyển đổi số"),
        text_version=CURRENT.id,
        by=owner.user,
        now=timezone.now(),
    )
    return result


@pytest.fixture
def campaign(member, round_before, owner):
    make_member(
        member.association,
        name="Quán khác",
        email=OWNER,
        enterprise=owner.organisation,
    )
    return make_campaign(member.association, timezone.now(), **today_plan())


def told(staff, owner, campaign, round_before) -> dict[str, object]:
    """Everything that tells of what firms answered, by its name."""
    association, now = staff.organisation, timezone.now()
    found = {}
    for name in PAGES:
        args = [association.public_id]
        if name.startswith("campaign"):
            args.append(campaign.public_id)
        address = reverse(f"associations:{name}", args=args)
        found[name] = words(staff.client.get(address))
    result = reverse("reports:result", args=[round_before.public_id])
    found["result"] = words(owner.client.get(result))
    found["export"] = rows_of_export(association, now)
    found["to review"] = list(not_begun(association, now).values_list("pk"))
    index_id = make_index_version().index_id
    found["benchmark"] = refresh_benchmark(index_id=index_id, now=now)
    found["city"] = packed(counted_now(index_id, now, is_fictional=False))
    return found


def rows_of_export(association, now) -> list:
    figures = looked_at(association, {}, now).figures
    return list(
        rows_of_table(figures, rows_in(figures, cell_of({})), lambda done: None)
    )


def words(page) -> str:
    """What stands on it, without what each rendering makes anew."""
    assert page.status_code == 200, page.request["PATH_INFO"]
    secrets = r'name="(csrfmiddlewaretoken|posting|here)" value="[^"]*"'
    # Above it stand messages, of whatever was done before.
    _above, _, main = page.content.decode().partition("<main")
    return re.sub(secrets, "", main)


def test_a_round_counts_nowhere_until_its_owner_has_confirmed_it(
    officer, member, owner, campaign, round_before
):
    stand = (officer, owner, campaign, round_before)
    before = told(*stand)
    # One for a firm that is here, and one for a firm that never was.
    begin(officer, owner.organisation.known_as.get())
    begin(officer, member)
    for typed in AssistedRound.objects.all():
        make_answers(typed.assessment, level=4)
        ask(officer, typed)
    waiting = told(*stand)
    assert [name for name in before if waiting[name] != before[name]] == []

    of_owner = AssistedRound.objects.get(assessment__organisation=owner.organisation)
    decide(owner.client, of_owner, "confirm")
    after = told(*stand)
    changed = {name for name in before if after[name] != before[name]}
    assert {*PAGES[:2], "export", "to review", "benchmark", "city"} <= changed
