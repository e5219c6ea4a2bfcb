"""Words that name a person in vetting: declared, reasoned, asked, and as whom to ask."""

from django.core.files.base import ContentFile
from django.utils import timezone

from accounts.models import Organisation, User
from providers.models import (
    Application,
    ApplicationFile,
    Declaration,
    Evaluation,
    Inquiry,
    Provider,
    Reference,
    Relation,
    Score,
    VettingStep,
)
from tests.builders import PDF


def leave_in_vetting(
    provider: Provider, association: Organisation, user: User, words: str, email: str
) -> None:
    now = timezone.now()
    of_association = {"association": association, "provider": provider}
    application = Application.objects.create(
        **of_association, criteria="2026-12", begun_at=now, reasons=words
    )
    here = {"application": application}
    Declaration.objects.create(
        **here, criterion="relations", values={"people": words}, changed_at=now
    )
    file = ApplicationFile(
        **here,
        criterion="legal",
        name=f"{words[:90]}.pdf",
        kind="pdf",
        size=len(PDF),
        sha256="a" * 64,
        uploaded_at=now,
    )
    file.file.save(file.name, ContentFile(PDF), save=True)
    Reference.objects.create(
        **here,
        name="Quán phở",
        contact_name=words,
        email=email.lower(),
        phone="0987 654 321",
        token_hash="a",
        asked_at=now,
        doubt=words,
    )
    evaluation = Evaluation.objects.create(**here, taken_at=now)
    Score.objects.create(
        evaluation=evaluation, criterion="legal", points=1, reason=words, found_at=now
    )
    Inquiry.objects.create(**here, words=words, reply=words, noted_at=now)
    VettingStep.objects.create(**here, action="send", state="sent", at=now, words=words)
    other = User.objects.create_user("nguoi-khac@hoi.example")
    Relation.objects.create(
        **of_association, person=other, words=words, declared_at=now
    )
