"""An application with a document and a customer, for tests that walk every address."""

from dataclasses import dataclass
from datetime import timedelta

from django.core.files.base import ContentFile
from django.utils import timezone

from accounts.models import Organisation
from accounts.tokens import token_hash
from providers.models import Application, ApplicationFile, Provider, Reference
from tests.builders import PDF

SECRET = "khach-bi-mat"


@dataclass(frozen=True)
class Vetting:
    application: Application
    file: ApplicationFile
    customer: Reference

    def arguments(self) -> dict[str, list]:
        own = self.application.public_id
        association = self.application.association.public_id
        return {
            "providers:vetting": [],
            "providers:own_vetting": [],
            "providers:vetting_application": [own],
            "providers:vetting_part": [own, "legal"],
            "providers:vetting_file": [own, self.file.public_id],
            "providers:customer_link": [SECRET],
            "providers:customer": [self.customer.public_id],
            "associations:vetting": [association],
            "associations:vetting_application": [association, own],
            "associations:vetting_criterion": [association, own, "legal"],
            "associations:vetting_file": [association, own, self.file.public_id],
        }


def make_vetting_of(provider: Provider, association: Organisation) -> Vetting:
    """Being looked at; nobody was written to."""
    now = timezone.now()
    application = Application.objects.create(
        provider=provider,
        association=association,
        criteria="2026-12",
        state=Application.State.SENT,
        begun_at=now,
        sent_at=now,
        due_on=timezone.localdate(now) + timedelta(days=20),
    )
    file = ApplicationFile(
        application=application,
        criterion="legal",
        name="giay-phep.pdf",
        kind="pdf",
        size=len(PDF),
        sha256="a" * 64,
        uploaded_at=now,
    )
    file.file.save(file.name, ContentFile(PDF), save=True)
    customer = Reference.objects.create(
        application=application,
        name="Quán phở Khách Quen",
        contact_name="Chị Tư",
        email="la@mail.example",
        token_hash=token_hash(SECRET),
        asked_at=now,
    )
    return Vetting(application, file, customer)
