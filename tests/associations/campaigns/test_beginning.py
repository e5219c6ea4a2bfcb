"""A campaign is planned and begun: what stands on the page before anybody chose."""

import pytest
from django.utils import timezone
from django.utils.translation import override

from associations.campaigns.forms import CampaignForm
from tests.associations.campaigns.builders import make_campaign, today_plan
from tests.builders import make_index_version, small_document

pytestmark = pytest.mark.django_db


def test_the_index_of_small_firms_is_chosen_unless_another_one_is(association):
    version_of = {}
    for audience, day in (("sme", "2025-06-30"), ("large", "2025-07-01")):
        document = small_document()
        head = document["index"]
        head["id"], head["audience"] = f"for-{audience}", audience
        head["decision"] = {**head["decision"], "date": day, "effective": day}
        version_of[audience] = make_index_version(document)
    form = CampaignForm(association=association, today=timezone.localdate())
    [newest, *_older] = [key for key, _name in form.fields["index"].choices]
    assert newest == str(version_of["large"].pk)
    assert form["index"].value() == str(version_of["sme"].pk)


def test_whoever_waits_for_the_invitations_reads_what_is_being_done(association):
    campaign = make_campaign(association, **today_plan())
    with override("vi"):
        assert campaign.inviting.title == "Mời hội viên"
