"""Requests to a provider in any state, as the tests of its desk need them."""

from datetime import date, datetime, timedelta

from accounts.models import Consent
from providers.models import Lead, Provider
from tests.builders import NOW, make_assessment, make_organisation, make_result

TODAY = NOW.date()


def ask(
    provider: Provider,
    name: str = "Quán phở Hòa Bình",
    state: str = "sent",
    due_on: date | None = TODAY,
    asked_at: datetime = NOW,
    **fields,
) -> Lead:
    enterprise = make_organisation(name=name)
    consent = Consent.objects.create(
        enterprise=enterprise,
        grantee=provider.organisation,
        purpose=Consent.Purpose.CONTACT,
        items=["contact"],
        text_version="1",
        given_at=asked_at,
    )
    given = {"contact_name": "Lan", "moved_at": asked_at}
    return Lead.objects.create(
        organisation=enterprise,
        provider=provider,
        result=make_result(make_assessment(enterprise)),
        consent=consent,
        state=state,
        due_on=due_on,
        asked_at=asked_at,
        **given | fields,
    )


def ask_many(provider: Provider, count: int) -> None:
    """Copies of one request, each of an enterprise of its own."""
    first = ask(provider, "Quán 0")
    leads = []
    for number in range(1, count):
        enterprise = make_organisation(name=f"Quán {number}")
        lead = Lead(
            organisation=enterprise,
            provider=provider,
            result=first.result,
            consent=first.consent,
            contact_name="Lan",
            due_on=TODAY + timedelta(days=number % 5),
            asked_at=NOW - timedelta(minutes=number),
            moved_at=NOW,
        )
        leads.append(lead)
    Lead.objects.bulk_create(leads)
