"""Ratings of what was delivered, and complaints: one that paused a provider, two that wait."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from accounts.models import Membership, User
from assessment.demo.providers.leads import staff_of
from associations.complaints.assigning import deciders
from providers.complaints.services import answer_complaint, decide, open_complaint
from providers.models import Complaint, Lead, LeadEvent
from providers.models.ratings import ASPECTS
from providers.ratings.services import rate, reply_to_rating, was_delivered

Category = Complaint.Category
PAUSED, WAITS = timedelta(days=32), timedelta(days=9)
OPENED = timedelta(days=1)
A_DAY = timedelta(days=1)
SAID = (
    ((5, 4, 5, 5), "Làm đúng hẹn, hướng dẫn dễ hiểu."),
    ((4, 5, 3, 4), "Tốt, chỉ chậm một tuần so với hẹn."),
    ((4, 3, 4, 3), "Dùng được. Phát sinh thêm tiền tin nhắn."),
    ((5, 5, 5, 4), ""),
)
REPLY = "Cảm ơn anh chị. Lần sau bên em sẽ báo lịch sớm hơn."
WORDS = {
    Category.PRICE: (
        "Báo giá 6 triệu trọn gói, lúc thanh toán đòi thêm 3 triệu tiền cài đặt.",
        "Trả lại 3 triệu đã thu thêm.",
    ),
    Category.TIME: (
        "Hẹn xong trong hai tuần, đến tuần thứ năm vẫn chưa bàn giao.",
        "Bàn giao trước ngày 15 và miễn phí tháng đầu.",
    ),
    Category.SILENCE: (
        "Nhận lời gọi lại trong ngày, hai tuần không thấy ai liên hệ.",
        "Cho biết có làm hay không.",
    ),
}
ANSWER = "Phần cài đặt nằm ngoài báo giá, bên em đã nói qua điện thoại."
REASON = (
    "Báo giá ghi rõ là trọn gói và không nhắc đến tiền cài đặt."
    " Không có bằng chứng nào về việc đã báo trước."
)


def settle_things(now: datetime) -> None:
    """Draws nothing, so that what is drawn after it stays as it was."""
    taken = Lead.objects.filter(
        answered_at__isnull=False, organisation__is_fictional=True
    )
    leads = list(
        taken.select_related("organisation", "provider__organisation").order_by("pk")
    )
    done = [lead for lead in leads if was_delivered(lead)]
    _rate_some(done[: len(SAID)], now)
    _complain(done, leads, now)


def _rate_some(leads: Iterable[Lead], now: datetime) -> None:
    for place, (lead, (stars, words)) in enumerate(zip(leads, SAID, strict=False)):
        said = LeadEvent.objects.filter(lead=lead, state=Lead.State.DELIVERED)
        at = min(said.latest("at").at + A_DAY, now)
        rating = rate(
            lead=lead,
            stars=dict(zip(ASPECTS, stars, strict=True)),
            words=words,
            by=_owner(lead),
            now=at,
        )
        if place == 1:
            by = staff_of(lead.provider, at)
            reply_to_rating(rating=rating, words=REPLY, by=by, now=at)


def _complain(done: list[Lead], leads: list[Lead], now: datetime) -> None:
    """About three providers, as far as there are so many."""
    cases = (
        (Category.PRICE, PAUSED),
        (Category.TIME, WAITS),
        (Category.SILENCE, OPENED),
    )
    providers: set[int] = set()
    chosen = []
    for lead in (*reversed(done), *leads):
        if lead.provider_id not in providers:
            providers.add(lead.provider_id)
            chosen.append(lead)
    for (category, since), lead in zip(cases, chosen, strict=False):
        complaint = _open(lead, category, now - since)
        if since == OPENED or complaint.association is None:
            continue
        complaint = answer_complaint(
            complaint=complaint,
            words=ANSWER,
            by=staff_of(lead.provider, now),
            now=now - since + 3 * A_DAY,
        )
        if since == PAUSED:
            _uphold(complaint, now - 6 * A_DAY)


def _open(lead: Lead, category: str, at: datetime) -> Complaint:
    words, wanted = WORDS[Category(category)]
    return open_complaint(
        lead=lead,
        side=Complaint.Side.ENTERPRISE,
        category=category,
        words=words,
        wanted=wanted,
        by=_owner(lead),
        now=at,
    )


def _uphold(complaint: Complaint, at: datetime) -> None:
    officer = next(deciders(complaint.association, complaint))
    decide(complaint=complaint, upheld=True, words=REASON, by=officer, now=at)


def _owner(lead: Lead) -> User:
    owners = lead.organisation.memberships.filter(role=Membership.Role.OWNER)
    return owners.select_related("user").earliest("pk").user
