"""What each side does on the page of a request, and what it sees of the other."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from accounts.models import Consent
from providers.errors import ProviderError
from providers.leads.moving import move
from providers.leads.services import Shown, accept_lead, withdraw_lead
from providers.leads.states import CLOCK, ENTERPRISE, PROVIDER, State
from providers.models import Lead, LeadLetters, LeadMessage, LeadOutcome
from providers.wording import problem
from tests.builders import (
    CONTACT,
    NOW,
    PDF,
    make_lead_file,
    make_membership,
    make_provider,
    make_solution,
    make_user,
)
from tests.providers.conftest import address
from tests.providers.leads.examples import form_data, ticks

pytestmark = pytest.mark.django_db

OFFER = {
    "deed": "offer",
    "amount": "30 triệu",
    "scope": "Trang bán hàng",
    "begins_on": "2026-12-01",
    "ends_on": "2026-12-20",
}


@pytest.fixture
def lead(ask, staff) -> Lead:
    return accept_lead(lead=ask(), by=staff, now=NOW)


@pytest.fixture
def at_provider(visit, staff):
    return lambda lead, **data: visit(
        "post" if data else "get", staff, address("lead", lead), data or None
    )


@pytest.fixture
def at_owner(visit, owner):
    return lambda lead, **data: visit(
        "post" if data else "get", owner, address("asked", lead), data or None
    )


def state_of(lead: Lead) -> str:
    lead.refresh_from_db()
    return lead.state


def test_both_sides_bring_a_request_to_its_end_by_their_pages(
    lead, at_provider, at_owner
):
    assert at_provider(lead, **OFFER).status_code == 302
    page = at_owner(lead).content.decode()
    assert "30.000.000" in page
    offer = lead.offers.get()
    assert at_owner(lead, deed="agree", offer=offer.pk).status_code == 302
    assert state_of(lead) == State.AGREED
    assert lead.due_on.isoformat() == "2027-01-04"
    at_provider(lead, deed="delivered")
    at_provider(lead, deed="outcome", said="done", words="")
    assert state_of(lead) == State.DELIVERED
    at_owner(lead, deed="outcome", said="partly", words="Thiếu một buổi")
    assert state_of(lead) == State.CLOSED
    assert LeadOutcome.objects.count() == 2


def test_who_was_shown_an_older_offer_agrees_to_nothing(lead, at_provider, at_owner):
    at_provider(lead, **OFFER)
    first = lead.offers.get()
    at_provider(lead, **OFFER | {"amount": "90 triệu"})
    page = at_owner(lead, deed="agree", offer=first.pk).content.decode()
    assert "báo giá khác" in page
    assert state_of(lead) == State.OFFERED


def test_a_message_with_a_file_is_read_and_fetched_by_the_other_side(
    lead, at_provider, visit, owner
):
    file = SimpleUploadedFile("Báo giá.pdf", PDF, "application/pdf")
    assert (
        at_provider(lead, deed="message", text="Chào anh", file=file).status_code == 302
    )
    assert state_of(lead) == State.TALKING, "who has accepted and writes is in talks"
    page = visit("get", owner, address("asked", lead)).content.decode()
    assert "Chào anh" in page
    where = reverse(
        "providers:asked_file", args=[lead.public_id, lead.files.get().public_id]
    )
    assert where in page
    fetched = visit("get", owner, where)
    assert fetched["Content-Disposition"].startswith("attachment")
    assert fetched.getvalue() == PDF


def test_a_file_that_runs_something_is_refused_beside_its_field(lead, at_provider):
    file = SimpleUploadedFile("x.exe", b"MZ" + bytes(100), "application/pdf")
    page = at_provider(
        lead, deed="message", text="Xem giúp", file=file
    ).content.decode()
    assert 'id="file-error"' in page
    assert "Xem giúp" in page
    assert not lead.messages.exists()


def test_once_the_consent_has_ended_the_provider_reads_and_fetches_nothing(
    lead, at_provider, visit, staff
):
    file = make_lead_file(lead, "enterprise")
    where = reverse("providers:lead_file", args=[lead.public_id, file.public_id])
    assert visit("get", staff, where).status_code == 200
    Consent.objects.update(withdrawn_at=NOW)
    assert visit("get", staff, where).status_code == 404
    assert "Mời anh xem" not in at_provider(lead).content.decode()


def test_a_file_of_another_request_is_not_found_by_this_one(lead, ask, visit, staff):
    other = make_provider("Kia", "kia")
    elsewhere = ask(solution=make_solution(other, "kia"))
    file = make_lead_file(elsewhere)
    where = reverse("providers:lead_file", args=[lead.public_id, file.public_id])
    assert visit("get", staff, where).status_code == 404


def test_the_second_of_two_colleagues_is_told_what_the_first_did(
    ask, at_provider, staff, provider, visit
):
    lead = ask()
    colleague = make_user("lan@sao-mai.example")
    make_membership(colleague, provider.organisation, "officer")
    visit("post", colleague, address("lead", lead), {"deed": "accept"})
    typed = {"deed": "return", "code": "duplicate", "words": "Trùng"}
    visit("post", colleague, address("lead", lead), typed)
    page = at_provider(lead, deed="accept").content.decode()
    assert "alert--bad" in page
    assert state_of(lead) == State.RETURNED


def test_what_came_back_for_a_wrong_contact_is_mended_and_goes_again(
    ask, at_provider, at_owner
):
    lead = ask()
    at_provider(lead, deed="return", code="wrong_contact", words="Số không đúng")
    page = at_owner(lead).content.decode()
    assert "Số không đúng" in page
    contact = {"name": "Hòa", "email": "moi@quanpho.example", "phone": "0901234567"}
    assert at_owner(lead, deed="mend", **contact).status_code == 302
    assert state_of(lead) == State.SENT
    assert lead.contact_email == "moi@quanpho.example"


def test_what_an_enterprise_finds_undone_goes_on(lead, at_provider, at_owner):
    at_provider(lead, **OFFER)
    at_owner(lead, deed="agree", offer=lead.offers.get().pk)
    at_provider(lead, deed="delivered")
    at_provider(lead, deed="outcome", said="done", words="")
    at_owner(lead, deed="not_delivered")
    assert state_of(lead) == State.AGREED
    assert not lead.outcomes.exists()


def test_the_page_says_until_when_something_is_heard(ask, at_owner, at_provider):
    lead = ask()
    for page in (at_owner(lead), at_provider(lead)):
        assert "26/11/2026" in page.content.decode()


def test_a_released_request_leads_to_who_else_can_help(ask, at_owner):
    make_solution(make_provider("Nhà cung cấp Khác", "khac"), "khac")
    lead = ask()
    move(lead=lead, to=State.RELEASED, side=CLOCK, by=None, now=NOW)
    page = at_owner(lead).content.decode()
    assert "Nhà cung cấp Khác" in page
    assert reverse("roadmap:ask", args=[lead.result.public_id, "khac"]) in page


def test_each_of_two_providers_sees_what_was_ticked_for_it_and_no_more(
    visit, owner, result, solution, staff
):
    other = make_provider("Công ty Hai", "hai")
    make_solution(other, "hai")
    their = make_user("nv@hai.example")
    make_membership(their, other.organisation)
    data = form_data(**ticks("web", "agree_contact", "agree_pillars"))
    data |= ticks("hai", "agree_contact", "agree_score")
    where = reverse("roadmap:ask", args=[result.public_id, "web"])
    assert visit("post", owner, where, data).url == reverse("providers:requests")
    first, second = Lead.objects.order_by("provider__slug")
    assert (first.provider.slug, first.consent.items) == (
        "hai",
        ["aggregate", "contact"],
    )
    assert second.consent.items == ["contact", "pillars"]
    assert (first.weak_pillars, bool(second.weak_pillars)) == ([], True)
    theirs = visit("get", their, address("lead", first)).context
    ours = visit("get", staff, address("lead", second)).context
    assert (theirs["score"] is None, theirs["weak"]) == (False, [])
    assert (ours["score"], bool(ours["weak"])) == (None, True)
    assert visit("get", their, address("lead", second)).status_code == 404


def test_who_keeps_its_contact_to_itself_is_answered_by_messages(
    visit, owner, result, solution, staff, at_owner, at_provider
):
    data = form_data(**{"web-agree_contact": "", "contact_email": "rieng@x.example"})
    visit("post", owner, reverse("roadmap:ask", args=[result.public_id, "web"]), data)
    lead = Lead.objects.get()
    assert lead.consent.items == ["messages", "pillars"]
    assert lead.contact_email == "", "what nobody may read is not kept"
    assert "bằng tin nhắn trên trang này" in at_owner(lead).content.decode()
    assert "keeps its telephone" in at_provider(lead).content.decode()

    accept_lead(lead=lead, by=staff, now=NOW)
    page = at_provider(lead).content.decode()
    assert 'value="contact"' not in page
    assert 'href="#messages"' in page
    context = at_provider(lead, deed="contact").context
    assert context["contact"] is None
    assert context["trouble"] == problem("contact_closed")


def test_what_was_never_passed_on_cannot_be_called_wrong(ask, at_provider):
    lead = ask(items=["messages"])
    page = at_provider(lead, deed="return", code="wrong_contact", words="Sai số")
    codes = [
        code for code, _words in page.context["forms"]["return"]["code"].field.choices
    ]
    assert codes == ["duplicate", "outside"]
    assert "Sai số" in page.content.decode()
    assert state_of(lead) == State.SENT
    with pytest.raises(ProviderError, match="reason_missing"):
        move(
            lead=lead,
            to=State.RETURNED,
            side=PROVIDER,
            by=None,
            now=NOW,
            code="wrong_contact",
        )


def test_if_one_of_two_cannot_be_asked_nobody_is_and_nothing_is_lost(
    visit, owner, result, solution
):
    full = make_provider("Công ty Hai", "hai")
    make_solution(full, "hai")
    where = reverse("roadmap:ask", args=[result.public_id, "web"])
    visit("get", owner, where)
    data = form_data() | ticks("hai", "agree_contact") | {"hai-answers": "9.9.9"}
    page = visit("post", owner, where, data).content.decode()
    assert "Chào anh" in page
    assert not Lead.objects.exists()
    assert not Consent.objects.exists()


def test_named_answers_and_steps_stand_on_the_page_of_the_provider(ask, at_provider):
    shown = Shown(answers=("1.1.1",), steps=(("1.1.1", 1, 2),))
    items = ["contact", "named_answers", "named_steps"]
    context = at_provider(ask(items=items, shown=shown)).context
    assert len(context["answers"]) == len(context["steps"]) == 1
    assert context["score"] is None


def test_what_the_consent_does_not_name_is_not_shown_although_it_was_kept(
    ask, at_provider
):
    shown = Shown(answers=("1.1.1",), steps=(("1.1.1", 1, 2),))
    context = at_provider(ask(items=["contact"], shown=shown)).context
    assert context["answers"] == context["steps"] == []


def test_an_owner_finds_all_its_requests_on_one_page_what_goes_on_first(
    ask, owner, visit
):
    ended = withdraw_lead(lead=ask(), by=owner, now=NOW)
    going = ask(solution=make_solution(make_provider("Kia", "kia"), "kia"))
    page = visit("get", owner, reverse("providers:requests"))
    assert list(page.context["page"]) == [going, ended]


def test_what_came_back_for_good_stands_with_what_has_ended(
    ask, owner, visit, at_provider
):
    going = ask(solution=make_solution(make_provider("Kia", "kia"), "kia"))
    Lead.objects.filter(pk=going.pk).update(asked_at=NOW - timedelta(days=9))
    returned = ask()
    at_provider(returned, deed="return", code="duplicate", words="Đã có rồi")
    page = visit("get", owner, reverse("providers:requests"))
    assert list(page.context["page"]) == [going, returned]


def test_whoever_owns_nothing_finds_no_request(ask, staff, visit):
    ask()
    page = visit("get", staff, reverse("providers:requests"))
    assert list(page.context["page"]) == []


@pytest.mark.parametrize("many", [10, 1000])
def test_the_list_of_an_owner_takes_as_many_queries_for_few_as_for_many(
    ask, owner, client, many, django_assert_num_queries
):
    lead = withdraw_lead(lead=ask(), by=owner, now=NOW)
    copies = []
    for _number in range(many):
        copy = Lead.objects.get(pk=lead.pk) if not copies else copies[0]
        fields = {f.attname: getattr(copy, f.attname) for f in Lead._meta.fields}
        del fields["id"], fields["public_id"]
        copies.append(Lead(**fields))
    Lead.objects.bulk_create(copies)
    client.force_login(owner)
    # Session, user, memberships, enterprises, count, keys of the page, requests, letters.
    with django_assert_num_queries(8):
        client.get(reverse("providers:requests"))


@pytest.mark.parametrize("many", [1, 40])
def test_the_page_of_a_request_takes_as_many_queries_for_many_messages(
    lead, client, staff, owner, many, django_assert_num_queries
):
    sides = [(PROVIDER, ENTERPRISE)[number % 2] for number in range(many)]
    LeadMessage.objects.bulk_create(
        LeadMessage(lead=lead, side=side, text="Chào", by=owner, at=NOW)
        for side in sides
    )
    client.force_login(staff)
    with django_assert_num_queries(11):
        client.get(address("lead", lead))


def test_one_letter_a_day_is_chosen_on_the_page_and_taken_back_there(owner, visit):
    where = reverse("providers:lead_letters")
    assert visit("post", owner, where, {"daily": "on"}).url == reverse(
        "providers:requests"
    )
    assert LeadLetters.objects.get().daily
    visit("post", owner, where, {"page": "requests"})
    assert not LeadLetters.objects.get().daily


@pytest.mark.parametrize("text", ["", "  "])
def test_a_message_of_nothing_is_refused_beside_its_field(lead, at_owner, text):
    page = at_owner(lead, deed="message", text=text).content.decode()
    assert 'id="text-error"' in page
    assert problem("message_missing") in page
    assert not lead.messages.exists()


@pytest.mark.parametrize("code", ["duplicate", "outside"])
def test_what_came_back_for_good_offers_its_owner_nothing_more_to_send(
    ask, at_provider, at_owner, code
):
    lead = ask()
    at_provider(lead, deed="return", code=code, words="Đã có rồi")
    page = at_owner(lead)
    assert page.context["forms"] == {}
    assert "Đã có rồi" in page.content.decode()
    contact = {"name": "Hòa", "email": "moi@quanpho.example", "phone": ""}
    late = at_owner(lead, deed="mend", **contact)
    assert "alert--bad" in late.content.decode()
    assert state_of(lead) == State.RETURNED
    assert lead.contact_email == CONTACT.email
