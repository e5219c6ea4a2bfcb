"""A person who has left traces in every place that keeps words, by the services that keep them."""

from dataclasses import dataclass

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.contenttypes.models import ContentType
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import LetterStop, Organisation, User
from accounts.outbox.stopping.services import stop_letters
from accounts.outbox.stopping.unasked import Unasked
from accounts.programs.services import make_token
from accounts.staff.services import invite
from associations.models import (
    AssociationProfile,
    Call,
    Campaign,
    FollowUp,
    ImportRow,
    Member,
    MemberImport,
)
from privacy.requests.links import send_address_link
from privacy.requests.services import receive_request, refuse
from providers.leads.services import Contact, decline_lead, withdraw_lead
from providers.leads.talks import write_message
from providers.models import Lead, LeadMessage, LeadOffer, LeadOutcome, Provider
from roadmap.steps.services import add_step, tick_step
from survey.answers.values import AnswerValue
from survey.colleagues.services import save_for_respondent
from survey.evidence.files import CheckedFile
from survey.evidence.services import review_evidence
from survey.feedback.services import keep_feedback
from survey.models import Assessment, Result
from survey.results.share_links import make_share_link
from survey.rounds.claims import bind
from tests.builders import (
    PASSWORD,
    PDF,
    make_assessment,
    make_evidence,
    make_lead,
    make_membership,
    make_organisation,
    make_provider,
    make_respondent,
    make_result,
    make_roadmap_of,
    make_solution,
    make_user,
    save_answer,
)
from tests.personas import (
    Persona,
    make_affiliation,
    make_owner,
    make_persona,
    make_share,
    make_staff,
)
from tests.privacy.reviewed import leave_in_reviews
from tests.privacy.vetted import leave_in_vetting

NAME = "Đặng Thùy Trâm Anh"
EMAIL = "TramAnh@duy-nhat.example"
OTHER_EMAIL = "tram.anh@nha-rieng.example"
PHONE = "0987 654 321"
SIGNS = [NAME, EMAIL, OTHER_EMAIL, PHONE, "0987654321", "654321", "+84 987"]
OTHERS_WORDS = f"Hỏi {NAME} ({EMAIL.lower()}, {PHONE}) rồi làm tiếp"
TEXT_QUESTION = "1.1.3"


@dataclass(frozen=True)
class Left:
    person: Persona
    enterprise: Organisation
    result: Result
    draft: Assessment
    colleague: Persona
    elsewhere: Persona  # the owner of another enterprise


def leave_traces() -> Left:
    person = _account()
    enterprise = person.organisation
    first = make_assessment(enterprise)
    save_answer(
        assessment=first,
        question=TEXT_QUESTION,
        value=AnswerValue(text=OTHERS_WORDS),
        by=person.user,
    )
    result = make_result(first)
    colleague = make_persona("dongnghiep@coso.example", enterprise, "owner")
    elsewhere = make_owner("khac@coso.example", "Cơ sở khác")
    left = Left(person, enterprise, result, _draft(person), colleague, elsewhere)
    _leave_files(left)
    _leave_words(left)
    _leave_requests(left)
    _leave_at_work(left)
    _leave_with_associations(left)
    _leave_an_invitation(left)
    _leave_in_administration(left)
    _leave_in_browsers(left)
    _ask_for_rights(left)
    return left


def _ask_for_rights(left: Left) -> None:
    user, now = left.person.user, timezone.now()
    asked = {"email": EMAIL, "language": "vi", "user": user, "now": now}
    request = receive_request(kind="object", words=OTHERS_WORDS, **asked)
    administrator = User.objects.get(email="quantri@coso.example")
    refuse(request=request, reason=OTHERS_WORDS, by=administrator, now=now)
    receive_request(kind="restrict", words=OTHERS_WORDS, **asked)
    send_address_link(email=EMAIL, language="vi", now=now)


def _account() -> Persona:
    enterprise = make_organisation(name="Xưởng may Sông Quê")
    person = make_persona(EMAIL.lower(), enterprise, full_name=NAME)
    EmailAddress.objects.create(user=person.user, email=OTHER_EMAIL, verified=True)
    signing_in = {"login": EMAIL, "password": PASSWORD}
    assert Client().post(reverse("account_login"), signing_in).status_code == 302
    Authenticator.objects.create(
        user=person.user, type=Authenticator.Type.TOTP, data={"secret": "x"}
    )
    # A round that is not in an account yet is bound to this one.
    bind(
        enterprises=[make_organisation(name="Chưa có tài khoản")],
        user=person.user,
        now=timezone.now(),
    )
    return person


def _draft(person: Persona) -> Assessment:
    draft = make_assessment(person.organisation, round=2)
    value = AnswerValue(text=OTHERS_WORDS)
    save_answer(assessment=draft, question=TEXT_QUESTION, value=value, by=person.user)
    # The first value stays in the history only.
    save_answer(
        assessment=draft,
        question=TEXT_QUESTION,
        value=AnswerValue(text="Không có gì"),
        by=person.user,
    )
    return draft


def _leave_files(left: Left) -> None:
    about = PDF + f"%{NAME} {EMAIL} {PHONE}\n".encode()
    make_evidence(
        left.result.assessment,
        name=f"hợp đồng {NAME}.pdf",
        content=about,
        by=left.person.user,
    )
    by_other = make_evidence(
        left.result.assessment,
        question="1.1.2",
        name=f"thẻ {NAME}.pdf",
        by=left.colleague.user,
    )
    association = make_staff("Hội May", "duyet@hoi.example")
    stop_letters(
        unasked=Unasked(association.organisation, LetterStop.Kind.CAMPAIGN),
        address=EMAIL,
        now=timezone.now(),
    )
    make_share(
        left.enterprise, association.organisation, "evidence", by=left.person.user
    )
    review_evidence(
        evidence=by_other,
        verdict="declined",
        note=OTHERS_WORDS,
        by=association.user,
        reviewer=association.organisation,
        now=timezone.now(),
    )


def _leave_words(left: Left) -> None:
    make_token(
        user=left.person.user,
        organisation=None,
        name=f"Kế toán của {NAME}",
        rights=["plans:read"],
        now=timezone.now(),
    )
    roadmap = make_roadmap_of(left.result, by=left.person.user)
    add_step(
        roadmap=roadmap,
        text=f"Giao cho {NAME}",
        horizon=3,
        due=None,
        who=NAME,
        note=OTHERS_WORDS,
        by=left.colleague.user,
        now=timezone.now(),
    )
    step = roadmap.steps.exclude(question="").first()
    tick_step(step=step, done=True, by=left.person.user, now=timezone.now())
    make_share_link(result=left.result, by=left.person.user, now=timezone.now())
    keep_feedback(
        useful="yes",
        missing=f"Gọi tôi {PHONE} hoặc {EMAIL}",
        language="vi",
        index_id="small",
        now=timezone.now(),
    )
    # Invited by others, in whose affairs the person has no part otherwise.
    draft = make_assessment(left.elsewhere.organisation)
    invited = make_respondent(
        draft, EMAIL, name=NAME, by=left.elsewhere.user, now=timezone.now()
    )
    save_for_respondent(
        respondent=invited,
        given={TEXT_QUESTION: AnswerValue(text=OTHERS_WORDS)},
        now=timezone.now(),
    )


def _leave_requests(left: Left) -> None:
    contact = Contact(NAME, EMAIL, PHONE)
    words = {"contact": contact, "message": OTHERS_WORDS}
    user = left.person.user
    ended = _ask(left.result, "da-rut", user, **words)
    withdraw_lead(lead=ended, by=user, now=timezone.now())
    declined = _ask(left.result, "tu-choi", user, **words)
    decline_lead(lead=declined, reason=OTHERS_WORDS, by=user, now=timezone.now())
    open_lead = _ask(left.result, "con-cho", user, **words)
    leave_on_request(open_lead, user, OTHERS_WORDS)
    # Another enterprise names the person as whom to call.
    others = make_result(make_assessment(left.elsewhere.organisation, round=3))
    _ask(others, "noi-khac", left.elsewhere.user, **words)


def leave_on_request(lead: Lead, by: User, words: str) -> None:
    """Said, offered and sent along by the person, and by others who name it."""
    now = timezone.now()
    file = CheckedFile("pdf", f"{NAME}.pdf", PDF)
    about = {"lead": lead, "side": "enterprise", "by": by, "now": now}
    write_message(text=words, files=[file], **about)
    LeadMessage.objects.create(lead=lead, side="provider", at=now, text=words)
    day = timezone.localdate(now)
    LeadOffer.objects.create(
        lead=lead, amount=1, scope=words, begins_on=day, ends_on=day, at=now
    )
    LeadOutcome.objects.create(
        lead=lead, side="provider", said="done", words=words, at=now
    )


def _ask(result: Result, slug: str, by: User, **asked) -> Lead:
    solution = make_solution(make_provider(f"Nhà {slug}", slug), f"web-{slug}")
    return make_lead(result, solution, by, **asked)


def _leave_at_work(left: Left) -> None:
    """The person also works for a provider and an association, and is whom to write to."""
    about = {"vi": OTHERS_WORDS, "en": OTHERS_WORDS}
    provider: Provider = make_provider(
        "Nhà của chị", "nha-cua-chi", email=EMAIL, phone=PHONE, about=about
    )
    make_solution(provider, "web-cua-chi", what=about)
    make_membership(left.person.user, provider.organisation)
    association = make_organisation("association", "Hội của chị")
    make_membership(left.person.user, association)
    AssociationProfile.objects.create(
        organisation=association,
        about=about,
        offers=about,
        joining=about,
        phone=PHONE,
        email=EMAIL,
    )
    leave_in_reviews(left.result, association, OTHERS_WORDS)
    leave_in_vetting(provider, association, left.person.user, OTHERS_WORDS, EMAIL)
    _leave_in_a_campaign(left, association)


def _leave_in_a_campaign(left: Left, association: Organisation) -> None:
    """Colleagues noted what was said on the telephone."""
    member = Member.objects.create(association=association, name="Hội viên")
    campaign = Campaign.objects.create(
        association=association,
        name="Đợt",
        index_version=left.draft.index_version,
        begins_on=timezone.localdate(),
        ends_on=timezone.localdate(),
        welcome={"vi": OTHERS_WORDS, "en": OTHERS_WORDS},
        code="chi",
        closed_because=OTHERS_WORDS,
    )
    Call.objects.create(
        member=member,
        campaign=campaign,
        at=timezone.now(),
        by=left.person.user,
        outcome=Call.Outcome.REACHED,
        note=OTHERS_WORDS,
    )
    FollowUp.objects.create(member=member, follower=left.person.user)


def _leave_with_associations(left: Left) -> None:
    """As whom to call about a member: of the own enterprise, and of one that never came."""
    association = make_organisation("association", "Hội đã ghi")
    typed = {
        "association": association,
        "contact_person": NAME,
        "email": EMAIL,
        "phone": PHONE,
        "note": OTHERS_WORDS,
    }
    Member.objects.create(name="Của chị", enterprise=left.enterprise, **typed)
    table = MemberImport.objects.create(association=association)
    cells = {"name": "Của chị", "email": EMAIL, "note": f"Viết cho {EMAIL}"}
    ImportRow.objects.create(of=table, number=2, cells=cells)
    make_affiliation(
        left.enterprise,
        association,
        state="declined",
        reason=OTHERS_WORDS,
    )


def _leave_an_invitation(left: Left) -> None:
    """To work for an association."""
    invite(
        organisation=make_organisation("association", "Hội đang mời"),
        email=EMAIL,
        role="officer",
        language="vi",
        by=left.elsewhere.user,
        now=timezone.now(),
    )


def _leave_in_administration(left: Left) -> None:
    administrator = make_user("quantri@coso.example", is_staff=True)
    LogEntry.objects.create(
        user=administrator,
        content_type=ContentType.objects.get_for_model(User),
        object_id=str(left.person.user.pk),
        object_repr=NAME,
        action_flag=CHANGE,
        change_message=f"Đổi {EMAIL}",
    )


def _leave_in_browsers(left: Left) -> None:
    """Typed in a browser without an account, and in the answer to a form of a colleague."""
    typed = {"email": EMAIL, "language": "en", "next": "/", "here": "/"}
    Client().post(reverse("set_language"), typed)
    invite = reverse("survey:respondents", args=[left.draft.public_id])
    data = {"name": NAME, "email": EMAIL, "pillars": ["1"], "posting": "abc"}
    assert left.colleague.client.post(invite, data).status_code == 302
    Client().post(reverse("account_reset_password"), {"email": EMAIL})
