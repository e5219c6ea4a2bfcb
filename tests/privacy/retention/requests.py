"""What is kept of requests to providers, for the rules that take it away."""

from datetime import datetime

from accounts.models import (
    Consent,
)
from accounts.services import withdraw_consent
from providers.complaints.services import take_back
from providers.leads.services import withdraw_lead
from providers.leads.talks import write_message
from providers.models import (
    ProviderDevice,
)
from survey.evidence.files import CheckedFile
from tests.builders import (
    NOW,
    PDF,
    make_assessment,
    make_enterprise,
    make_lead,
    make_provider,
    make_result,
    make_solution,
    make_user,
)
from tests.providers.complaints.world import make_complaint


def a_request() -> datetime:
    owner = make_user()
    make_lead(
        make_result(make_assessment(make_enterprise(owner))), make_solution(), owner
    )
    return NOW


def a_request_whose_consent_ended() -> datetime:
    a_request()
    withdraw_consent(consent=Consent.objects.get(), by=None, now=NOW)
    return NOW


def a_request_that_was_talked_about() -> datetime:
    """It has ended; another one, of which as much was said, goes on."""
    owner = make_user()
    result = make_result(make_assessment(make_enterprise(owner)))
    for slug in ("a", "b"):
        solution = make_solution(make_provider(f"Nhà {slug}", slug), slug)
        lead = make_lead(result, solution, owner)
        file = CheckedFile("pdf", "bao-gia.pdf", PDF)
        write_message(
            lead=lead,
            side="enterprise",
            text="Gọi tôi",
            by=owner,
            now=NOW,
            files=[file],
        )
    withdraw_lead(lead=lead, by=owner, now=NOW)
    return NOW


def a_browser_of_a_provider() -> datetime:
    ProviderDevice.objects.create(provider=make_provider(), device="a", seen_at=NOW)
    return NOW


def a_complaint_that_is_over() -> datetime:
    """Opened and taken back: two steps with what was written."""
    user = make_user()
    result = make_result(make_assessment(make_enterprise(user)))
    lead = make_lead(result, make_solution(), user)
    take_back(complaint=make_complaint(lead, user), by=user, now=NOW)
    return NOW
