"""A provider that applies, an association with officers, and what each does, for tests."""

from datetime import date, datetime
from unittest.mock import patch

from accounts.models import Organisation, User
from providers.models import (
    Application,
    Declaration,
    Evaluation,
    Provider,
    Reference,
    Score,
)
from providers.vetting.applications.files import add_file
from providers.vetting.applications.queries import criteria_of
from providers.vetting.applications.services import begin, send
from providers.vetting.decisions.services import decide, suspend
from providers.vetting.evaluations.services import hand_in, take
from survey.evidence.files import CheckedFile
from tests.builders import (
    NOW,
    PDF,
    make_membership,
    make_organisation,
    make_provider,
    make_user,
)

SOUND = {
    "legal": {
        "tax_code": "0312687878",
        "registered_on": "2020-05-04",
        "no_tax_debt": True,
    },
    "record": {"customers": 40},
    "support": {"hours": 44, "answer": 4, "how": "Điện thoại, Zalo"},
    "security": {"policy": "https://sao-mai.example/du-lieu", "where": "here"},
    "prices": {"page": "https://sao-mai.example/gia", "whole": True},
    "published": {"page": "https://sao-mai.example/giai-phap"},
    "export": {"forms": "Excel, CSV", "free": True},
}


def make_association(name: str = "Hội Tin học") -> Organisation:
    return make_organisation("association", name)


def make_officer(association: Organisation, name: str = "lan") -> User:
    user = make_user(f"{name}@hoi.example", full_name=f"Chị {name.title()}")
    make_membership(user, association, "officer")
    return user


def make_applicant(slug: str = "sao-mai", **fields) -> tuple[Provider, User]:
    """A provider that was never vetted, with somebody who works for it."""
    provider = make_provider(f"Nhà {slug}", slug, vetted_until=None, **fields)
    user = make_user(f"giam-doc@{slug}.example", full_name="Anh Bình")
    make_membership(user, provider.organisation)
    return provider, user


def fill_in(application: Application, by: User | None = None) -> None:
    """Nothing is missing then. Rows at once: the services are tried by themselves."""
    Declaration.objects.bulk_create(
        Declaration(
            application=application,
            criterion=criterion,
            values=values,
            changed_at=NOW,
            changed_by=by,
        )
        for criterion, values in SOUND.items()
    )
    Reference.objects.bulk_create(
        Reference(
            application=application,
            name=f"Quán số {number}",
            contact_name="Chị Tư",
            email=f"khach{number}@quan.example",
        )
        for number in range(5)
    )
    keep_document(application)


def keep_document(
    application: Application, criterion: str = "legal", content: bytes = PDF
) -> None:
    """As if a judge had looked at it: that takes a process of its own."""
    judged = CheckedFile("pdf", "giay-phep.pdf", content)
    with patch("providers.vetting.applications.files.judge_file", return_value=judged):
        add_file(
            application=application,
            criterion=criterion,
            name="giay-phep.pdf",
            content=content,
            valid_until=None,
            by=None,
            now=NOW,
        )


def make_sent(
    association: Organisation, slug: str = "sao-mai"
) -> tuple[Application, User]:
    provider, user = make_applicant(slug)
    application = begin(provider=provider, association=association, by=user, now=NOW)
    fill_in(application, user)
    return send(application=application, by=user, now=NOW), user


def score_all(evaluation: Evaluation, points: int) -> None:
    Score.objects.bulk_create(
        Score(
            evaluation=evaluation,
            criterion=criterion.id,
            points=points,
            reason="Đã xem tài liệu",
            found_at=NOW,
        )
        for criterion in criteria_of(evaluation.application).criteria
    )


def hear_customers(application: Application, count: int = 3) -> None:
    """As many as the criteria ask for have answered."""
    named = list(application.references.values_list("pk", flat=True)[:count])
    Reference.objects.filter(pk__in=named).update(answered_at=NOW)


def judge(application: Application, officer: User, points: int) -> Application:
    evaluation = take(application=application, officer=officer, now=NOW)
    score_all(evaluation, points)
    return hand_in(evaluation=evaluation, now=NOW)


def make_vetted(
    association: Organisation, slug: str = "sao-mai", points: int = 2
) -> tuple[Application, list[User]]:
    """Judged by two, and decided by the first of them."""
    application, _user = make_sent(association, slug)
    officers = [make_officer(association, f"{slug}-{n}") for n in ("mot", "hai")]
    for officer in officers:
        application = judge(application, officer, points)
    hear_customers(application)
    decided = decide(application=application, words="Đủ", by=officers[0], now=NOW)
    return decided, officers


def until(application: Application) -> date | None:
    return Provider.objects.get(pk=application.provider_id).vetted_until


def suspend_now(provider: Provider, now: datetime) -> None:
    """By an association that vetted it half a year ago."""
    association = make_association("Hội thẩm định")
    vetted = Application.objects.create(
        provider=provider,
        association=association,
        criteria="2026-12",
        state=Application.State.ACCEPTED,
        begun_at=now,
        valid_until=provider.vetted_until,
    )
    officer = make_officer(association, "dinh-chi")
    suspend(application=vetted, words="Khách báo không ai trả lời", by=officer, now=now)
