"""What is kept of vetting, for the rules that take it away."""

from datetime import date, datetime

from accounts.models import Organisation
from providers.models import Application, Reference
from tests.builders import NOW, make_organisation, make_provider


def _applied(slug: str, state: str, association: Organisation) -> Application:
    provider = make_provider(f"Nhà {slug}", slug)
    application = Application.objects.create(
        provider=provider,
        association=association,
        criteria="2026-12",
        state=state,
        begun_at=NOW,
        valid_until=date(2099, 1, 1),
    )
    application.steps.create(action="send", state=state, at=NOW)
    return application


def a_customer() -> datetime:
    application = _applied("mot", "sent", make_organisation("association", "Hội"))
    Reference.objects.create(
        application=application,
        name="Quán phở",
        contact_name="Chị Tư",
        email="tu@pho.example",
        asked_at=NOW,
    )
    return NOW


def applications_that_are_over() -> datetime:
    """One that was declined, one never sent; the one that stands stays."""
    association = make_organisation("association", "Hội")
    for slug, state in (("mot", "declined"), ("hai", "draft"), ("ba", "accepted")):
        _applied(slug, state, association)
    return NOW
