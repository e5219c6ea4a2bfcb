"""Providers in every stage of vetting, and one on the day on which renewing begins."""

from collections.abc import Callable
from datetime import datetime, timedelta

from django.utils.timezone import localdate

from accounts.access.actions import Action
from accounts.access.reviewing import people_who_may
from accounts.models import Membership, Organisation, User
from assessment.demo.confidence import paper
from assessment.demo.people import PROVIDER
from providers.models import (
    Application,
    Declaration,
    Evaluation,
    Provider,
    Reference,
    Score,
)
from providers.vetting.applications.files import keep_file
from providers.vetting.applications.queries import criteria_of
from providers.vetting.applications.services import (
    answer_inquiries,
    appeal,
    begin,
    renew,
    send,
    take_back,
)
from providers.vetting.decisions.services import (
    ask,
    decide,
    give_back,
    note_inquiry,
    revoke,
    run_out,
    suspend,
)
from providers.vetting.evaluations.services import hand_in, take
from providers.vetting.references.services import answer, doubt
from survey.evidence.services import judge_file

CUSTOMERS = (
    ("Tạp hóa Trăng Khuyết", "Chị Sáu"),
    ("Quán cơm Gáo Dừa", "Anh Tám"),
    ("Xưởng mộc Bánh Lái", "Chú Năm"),
    ("Tiệm vải Chỉ Hồng", "Cô Út"),
    ("Nhà thuốc Lá Lốt", "Chị Ba"),
)
REASONS = (
    "Không thấy gì trên trang lẫn trong tài liệu.",
    "Có nói tới nhưng chưa đủ để kiểm tra.",
    "Tài liệu và trang web khớp với lời khai.",
    "Rõ ràng, đầy đủ hơn mức cần.",
)
PASSES = "Đủ các tiêu chí; khách hàng được hỏi đều xác nhận."
FAILS = "Chưa thấy chính sách bảo vệ dữ liệu và cách lấy dữ liệu ra."
LACKS = "Giấy chứng nhận đăng ký doanh nghiệp mờ, chưa đọc được. Nhờ gửi lại."
SUSPENDS = "Ba khách hàng báo không gọi được hỗ trợ trong hai tuần."
REVOKES = "Chứng chỉ đã khai không có thật."
ASKS = ("Dữ liệu khách hàng đặt ở trung tâm nào?", "Cuối tuần ai trực hỗ trợ?")
REPLIES = "Ở trung tâm dữ liệu tại Bình Dương; cuối tuần có một người trực."
ANSWERING = 3  # customers, as many as the criteria ask for
CONTENT = {"used": "yes", "kept": "yes", "again": "yes"}
DOUBTS = "Gọi ba lần, người nghe máy không biết nhà cung cấp này."


def vet_some(association: Organisation, now: datetime) -> None:
    """By this association; each provider in one stage, and the numbers that come of it."""
    _Vetting(association, now).make()


class _Vetting:
    def __init__(self, association: Organisation, now: datetime) -> None:
        self.association, self.now = association, now
        people = people_who_may(Action.VET, association)
        self.officers = list(people.order_by("-memberships__role", "pk"))
        content = paper("Giay chung nhan dang ky doanh nghiep")
        # Judging takes a process: one page serves all.
        self.paper = judge_file(content, "giay-chung-nhan.png")

    def make(self) -> None:
        entries = Provider.objects.select_related("organisation").order_by("slug")
        today = localdate(self.now)
        vetted = [each for each in entries if each.is_vetted_on(today)]
        # Not one whose staff signs in, but for the one on the day of renewal.
        own = Membership.objects.filter(
            organisation__kind=Organisation.Kind.PROVIDER
        ).values_list("organisation", flat=True)
        taken = set(own)
        free = [each for each in vetted if each.organisation_id not in taken]
        others = [each for each in entries if not each.is_vetted_on(today)]
        # Who is not vetted today stays so, whatever is told of it here.
        for stage, provider in zip(self._without(), others, strict=False):
            stage(provider)
        for stage, provider in zip(self._beside(), free, strict=False):
            stage(provider)
        shown = entries.get(organisation__memberships__user__email=PROVIDER)
        self._on_the_day_of_renewal(shown)

    def _without(self) -> list[Callable[[Provider], object]]:
        return [
            self._sent,
            self._asked,
            self._apart,
            self._declined,
            self._suspended,
            self._revoked,
            self._expired,
        ]

    def _beside(self) -> list[Callable[[Provider], object]]:
        vetted: list[Callable[[Provider], object]] = []
        for days in (40, 90, 130, 200, 260):
            vetted.append(lambda provider, days=days: self._vetted(provider, days))
        return [
            self._draft,
            self._returned,
            self._withdrawn,
            self._renewed,
            self._settled,
            *vetted,
        ]

    # Stages, each so many days ago

    def _draft(self, provider: Provider) -> Application:
        return self._begun(provider, 3, parts=4)

    def _sent(self, provider: Provider) -> Application:
        sent = self._applied(provider, 6)
        customers = sent.references.all()
        # One has answered, one was doubted, three are silent.
        for reference in customers[:2]:
            answers = {"used": "yes", "kept": "partly", "again": "yes"}
            reference.application = sent
            answer(reference=reference, answers=answers, now=self._ago(4))
        doubted = customers[1]
        doubted.application = sent
        officer = self.officers[0]
        doubt(reference=doubted, words=DOUBTS, by=officer, now=self._ago(2))
        return sent

    def _asked(self, provider: Provider) -> Application:
        sent = self._applied(provider, 12)
        return self._inquired(sent, 5)

    def _apart(self, provider: Provider) -> Application:
        sent = self._applied(provider, 15)
        # Questions were replied to before anybody handed in.
        asked = self._inquired(sent, 13)
        replies = {each.pk: REPLIES for each in asked.inquiries.all()}
        sent = answer_inquiries(
            application=asked, replies=replies, by=None, now=self._ago(11)
        )
        self._judge(sent, 0, 3, 9)
        return self._judge(sent, 1, 1, 8)

    def _settled(self, provider: Provider) -> Application:
        return self._judged(self._applied(provider, 18), 2, 10)

    def _returned(self, provider: Provider) -> Application:
        sent = self._applied(provider, 20)
        officer = self.officers[0]
        return give_back(application=sent, words=LACKS, by=officer, now=self._ago(14))

    def _withdrawn(self, provider: Provider) -> Application:
        sent = self._applied(provider, 30)
        return take_back(application=sent, by=None, now=self._ago(25))

    def _declined(self, provider: Provider) -> Application:
        judged = self._judged(self._applied(provider, 40), 1, 22)
        return self._decided(judged, FAILS, 20)

    def _vetted(self, provider: Provider, days: int) -> Application:
        judged = self._judged(self._applied(provider, days), 2, days - 14)
        return self._decided(judged, PASSES, days - 16)

    def _suspended(self, provider: Provider) -> Application:
        vetted = self._vetted(provider, 120)
        officer = self.officers[0]
        return suspend(application=vetted, words=SUSPENDS, by=officer, now=self._ago(6))

    def _revoked(self, provider: Provider) -> Application:
        vetted = self._vetted(provider, 150)
        officer = self.officers[1]
        over = revoke(application=vetted, words=REVOKES, by=officer, now=self._ago(9))
        # It is being put together: new evidence is still missing.
        return appeal(application=over, by=None, now=self._ago(2))

    def _expired(self, provider: Provider) -> Application:
        vetted = self._vetted(provider, 400)
        return run_out(application=vetted, now=self._ago(10))

    def _renewed(self, provider: Provider) -> Application:
        vetted = self._vetted(provider, 350)
        days = 20
        again = renew(application=vetted, by=None, now=self._ago(days))
        sent = send(application=again, by=None, now=self._ago(days))
        return self._decided(self._judged(sent, 3, 8), PASSES, 6)

    def _on_the_day_of_renewal(self, provider: Provider) -> Application:
        """Sixty days are left of the year: the first reminder is due."""
        return self._vetted(provider, 365 - 60 + 16)

    # What they are made of

    def _ago(self, days: int) -> datetime:
        return self.now - timedelta(days=days)

    def _begun(self, provider: Provider, days: int, parts: int = 9) -> Application:
        at = self._ago(days)
        application = begin(
            provider=provider, association=self.association, by=None, now=at
        )
        site = provider.website or "https://nha-cung-cap.example"
        said = list(_said(site).items())[:parts]
        Declaration.objects.bulk_create(
            Declaration(
                application=application, criterion=name, values=values, changed_at=at
            )
            for name, values in said
        )
        return application

    def _applied(self, provider: Provider, days: int) -> Application:
        application = self._begun(provider, days)
        keep_file(
            application=application,
            criterion="legal",
            file=self.paper,
            valid_until=None,
            by=None,
            now=self._ago(days),
        )
        Reference.objects.bulk_create(
            Reference(
                application=application,
                name=name,
                contact_name=person,
                email=f"khach-{number}@{provider.slug}.example",
            )
            for number, (name, person) in enumerate(CUSTOMERS)
        )
        return send(application=application, by=None, now=self._ago(days))

    def _inquired(self, application: Application, days: int) -> Application:
        officer, at = self.officers[0], self._ago(days)
        for words in ASKS:
            note_inquiry(application=application, words=words, by=officer, now=at)
        return ask(application=application, by=officer, now=at)

    def _judged(self, application: Application, points: int, days: int) -> Application:
        self._judge(application, 0, points, days)
        return self._judge(application, 1, points, days)

    def _judge(
        self, application: Application, place: int, points: int, days: int
    ) -> Application:
        officer, at = self.officers[place], self._ago(days)
        evaluation = take(application=application, officer=officer, now=at)
        _score(evaluation, points, at)
        return hand_in(evaluation=evaluation, now=at)

    def _decided(self, application: Application, words: str, days: int) -> Application:
        officer: User = self.officers[0]
        for reference in application.references.filter(answered_at=None)[:ANSWERING]:
            reference.application = application
            answer(reference=reference, answers=CONTENT, now=self._ago(days + 1))
        return decide(
            application=application, words=words, by=officer, now=self._ago(days)
        )


def _score(evaluation: Evaluation, points: int, at: datetime) -> None:
    Score.objects.bulk_create(
        Score(
            evaluation=evaluation,
            criterion=criterion.id,
            points=points,
            reason=REASONS[points],
            found_at=at,
        )
        for criterion in criteria_of(evaluation.application).criteria
    )


def _said(site: str) -> dict[str, dict]:
    """Of each criterion what its fields ask for."""
    return {
        "legal": {
            "tax_code": "0312687878",
            "registered_on": "2018-05-04",
            "no_tax_debt": True,
        },
        "record": {"customers": 60},
        "support": {"hours": 48, "answer": 4, "how": "Điện thoại, Zalo, đến tận nơi"},
        "security": {"policy": f"{site}/du-lieu", "where": "here", "named": ""},
        "prices": {"page": f"{site}/gia", "whole": True},
        "published": {"page": f"{site}/giai-phap"},
        "export": {"forms": "Excel, CSV", "free": True},
        "relations": {"people": ""},
    }
