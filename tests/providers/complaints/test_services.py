"""A complaint goes by its table, pauses when it is upheld, and is restored by an appeal."""

from datetime import timedelta

import pytest
from django.core import mail
from django.db import IntegrityError, transaction

from accounts.models import AuditEvent, Membership
from providers.complaints.clock import due_keys, follow
from providers.complaints.services import (
    answer_complaint,
    appeal,
    decide,
    take_back,
)
from providers.errors import ProviderError
from providers.leads.queries import closed_reason
from providers.models import Complaint, Pause, Provider
from registry.working_days import after
from tests.builders import NOW, make_membership, make_organisation, make_user
from tests.providers.complaints.world import make_complaint

pytestmark = [pytest.mark.django_db, pytest.mark.sql]
TODAY = NOW.date()
State, Side = Complaint.State, Complaint.Side


def paused_until(provider: Provider):
    provider.refresh_from_db()
    return provider.paused_until


def test_the_other_side_has_five_working_days_and_the_decision_twenty(complaint):
    assert complaint.answer_by == after(TODAY, 5).day
    assert complaint.decide_by == after(TODAY, 20).day
    assert complaint.association.name == "Hội Quán Ăn"


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"words": "  "}, "words_missing"),
        ({"wanted": ""}, "wanted_missing"),
        ({"category": "payment"}, "category_unknown"),
    ],
)
def test_what_is_missing_is_said_and_nothing_is_kept(
    officer, ask, owner, changes, code
):
    with pytest.raises(ProviderError, match=code):
        make_complaint(ask(), owner, **changes)
    assert not Complaint.objects.exists()


def test_one_side_complains_once_while_it_is_looked_into(complaint, owner):
    with pytest.raises(ProviderError, match="complained_already"):
        make_complaint(complaint.lead, owner)
    take_back(complaint=complaint, by=owner, now=NOW)
    assert make_complaint(complaint.lead, owner).pk


def test_an_upheld_complaint_pauses_new_suggestions(upheld, provider, result, solution):
    assert paused_until(provider) == TODAY + timedelta(days=29)
    assert upheld.state == State.UPHELD
    assert provider.is_paused_on(TODAY)
    # And is over by itself.
    assert not provider.is_paused_on(TODAY + timedelta(days=30))


def test_a_paused_provider_is_not_suggested_from_what_was_stored_before(
    result, solution, upheld, provider
):
    """The recommendation was stored when it was asked, before it was paused."""
    assert result.recommendations.exists()
    solution.provider.refresh_from_db()
    assert closed_reason(None, solution, result.organisation, NOW) == "paused"


def test_an_appeal_that_is_won_restores_at_once(upheld, staff, second, provider):
    held = appeal(
        complaint=upheld, side=Side.PROVIDER, words="Có hợp đồng.", by=staff, now=NOW
    )
    assert held.state == State.APPEALED
    assert paused_until(provider) is not None
    decide(complaint=held, upheld=False, words="Hợp đồng rõ.", by=second, now=NOW)
    assert paused_until(provider) is None
    held.refresh_from_db()
    assert held.state == State.REFUSED_FINAL


def test_an_appeal_that_is_lost_makes_the_pause_no_longer(
    upheld, staff, second, provider
):
    before = paused_until(provider)
    held = appeal(
        complaint=upheld, side=Side.PROVIDER, words="Có hợp đồng.", by=staff, now=NOW
    )
    later = NOW + timedelta(days=10)
    decide(complaint=held, upheld=True, words="Như trước.", by=second, now=later)
    assert paused_until(provider) == before
    assert Pause.objects.count() == 1


def test_a_second_one_within_a_year_pauses_longer(
    upheld, owner, staff, officer, provider
):
    again = make_complaint(upheld.lead, owner)
    held = answer_complaint(complaint=again, words="Nhầm.", by=staff, now=NOW)
    decide(complaint=held, upheld=True, words="Lại thế.", by=officer, now=NOW)
    assert paused_until(provider) == TODAY + timedelta(days=89)


def test_a_complaint_of_the_provider_pauses_nobody(
    officer, ask, staff, owner, provider
):
    held = make_complaint(ask(), staff, side=Side.PROVIDER, category="payment")
    held = answer_complaint(complaint=held, words="Đã trả.", by=owner, now=NOW)
    decide(complaint=held, upheld=True, words="Chưa trả.", by=officer, now=NOW)
    assert paused_until(provider) is None


def test_it_is_appealed_once_by_who_lost_and_in_time(upheld, owner, staff, second):
    def ask_again(side, at=NOW):
        return appeal(complaint=upheld, side=side, words="Xem lại.", by=staff, now=at)

    with pytest.raises(ProviderError, match="not_your_turn"):
        ask_again(Side.ENTERPRISE)
    with pytest.raises(ProviderError, match="appeal_too_late"):
        ask_again(Side.PROVIDER, NOW + timedelta(days=30))
    held = ask_again(Side.PROVIDER)
    decide(complaint=held, upheld=True, words="Như trước.", by=second, now=NOW)
    with pytest.raises(ProviderError, match="complaint_moved_on"):
        ask_again(Side.PROVIDER)


def test_whoever_decided_first_does_not_decide_the_appeal(upheld, staff, officer):
    held = appeal(
        complaint=upheld, side=Side.PROVIDER, words="Xem lại.", by=staff, now=NOW
    )
    with pytest.raises(ProviderError, match="conflict_of_officer"):
        decide(complaint=held, upheld=True, words="Như trước.", by=officer, now=NOW)


def test_an_appeal_goes_to_another_association_where_nobody_else_is_left(
    upheld, staff, second
):
    Membership.objects.filter(user=second).delete()
    elsewhere = make_organisation("association", "Hội Bán Lẻ")
    make_membership(make_user("khac@hoi.example"), elsewhere, "officer")
    held = appeal(
        complaint=upheld, side=Side.PROVIDER, words="Xem lại.", by=staff, now=NOW
    )
    held.refresh_from_db()
    assert held.association == elsewhere


@pytest.mark.parametrize("of", ["enterprise", "provider"])
def test_an_officer_who_belongs_to_a_side_cannot_decide(answered, officer, of):
    house = answered.house_of(of)
    make_membership(officer, house, "owner" if of == "enterprise" else "officer")
    with pytest.raises(ProviderError, match="conflict_of_officer"):
        decide(complaint=answered, upheld=True, words="Đúng.", by=officer, now=NOW)


def test_an_officer_of_the_same_house_by_tax_code_cannot_decide(
    answered, officer, provider
):
    branch = make_organisation(name="Chi nhánh", tax_code="0312687878-001")
    make_membership(officer, branch, "owner")
    provider.organisation.tax_code = "0312687878"
    provider.organisation.save()
    with pytest.raises(ProviderError, match="conflict_of_officer"):
        decide(complaint=answered, upheld=True, words="Đúng.", by=officer, now=NOW)


def test_without_an_answer_an_officer_decides_after_the_days(complaint, officer):
    late = NOW + timedelta(days=12)
    assert complaint.pk in due_keys(late)
    follow(complaint.pk, late)
    complaint.refresh_from_db()
    assert complaint.state == State.UNANSWERED
    # Twice changes nothing.
    follow(complaint.pk, late)
    decide(complaint=complaint, upheld=True, words="Im lặng.", by=officer, now=late)


def test_before_that_it_is_not_decided(complaint, officer):
    with pytest.raises(ProviderError, match="complaint_moved_on"):
        decide(complaint=complaint, upheld=True, words="Đúng.", by=officer, now=NOW)


def test_who_is_to_act_is_reminded_once(
    complaint, staff, django_capture_on_commit_callbacks
):
    mail.outbox.clear()
    soon = NOW + timedelta(days=6)
    for _ in range(2):
        with django_capture_on_commit_callbacks(execute=True):
            follow(complaint.pk, soon)
    assert [letter.to for letter in mail.outbox] == [[staff.email]]


def test_letters_tell_nothing_of_what_was_written(
    officer, ask, owner, staff, django_capture_on_commit_callbacks
):
    lead = ask()
    mail.outbox.clear()
    with django_capture_on_commit_callbacks(execute=True):
        make_complaint(lead, owner)
    assert {letter.to[0] for letter in mail.outbox} == {staff.email, officer.email}
    for letter in mail.outbox:
        assert "5 triệu" not in letter.body
        assert lead.organisation.name not in letter.body


def test_two_at_once_the_second_is_told(answered, officer, second):
    decide(complaint=answered, upheld=True, words="Đúng.", by=officer, now=NOW)
    with pytest.raises(ProviderError, match="complaint_moved_on"):
        decide(complaint=answered, upheld=False, words="Sai.", by=second, now=NOW)


def test_the_database_itself_refuses_a_second_open_one(complaint):
    complaint.pk, complaint.public_id = None, "00000000-0000-4000-8000-000000000000"
    with pytest.raises(IntegrityError), transaction.atomic():
        complaint.save(force_insert=True)


def test_words_go_with_the_enterprise_and_the_count_stays(upheld, provider):
    upheld.lead.delete()
    upheld.enterprise.delete()
    upheld.refresh_from_db()
    assert upheld.enterprise is None
    sides = set(upheld.steps.values_list("side", flat=True))
    assert Side.ENTERPRISE not in sides
    assert Side.PROVIDER in sides


def test_each_step_stands_in_the_log(upheld):
    actions = AuditEvent.objects.filter(action__startswith="complaint.")
    told = actions.order_by("pk").values_list("action", flat=True)
    assert list(told) == ["complaint.opened", "complaint.answered", "complaint.upheld"]
