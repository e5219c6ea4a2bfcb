"""What a decision means for suggestions: also those that were stored before it."""

import pytest
from django.urls import reverse

from providers.directory.queries import Wanted, vetted_providers
from providers.errors import ProviderError
from providers.leads.queries import closed_reason
from providers.leads.services import ask_provider
from providers.matching.queries import facts_named, shown_content
from providers.matching.services import recommend
from providers.vetting.decisions.services import lift, revoke, suspend
from tests.builders import CONTACT, NOW, make_provider, make_result, make_solution
from tests.providers.vetting.applying import make_association, make_vetted

pytestmark = pytest.mark.django_db


@pytest.fixture
def vetted():
    application, officers = make_vetted(make_association())
    make_solution(application.provider)
    # Where nobody is left, those that fail are named with their reason, and cannot be asked.
    make_solution(make_provider("Nhà khác", "khac"), "cua-nha-khac")
    return application, officers[0]


@pytest.fixture
def result():
    return make_result(level=1)


def suggested(result) -> set[str]:
    content, _stored = shown_content(result, NOW)
    return {facts["solution"] for facts in content["suggestions"]}


def asked(result, application):
    return ask_provider(
        result=result,
        solution=application.provider.solutions.get(),
        contact=CONTACT,
        items=["contact"],
        by=None,
        now=NOW,
    )


def test_a_provider_is_suggested_from_the_decision_on(vetted, result):
    assert suggested(result) == {"web", "cua-nha-khac"}
    assert vetted[0].provider in vetted_providers(Wanted(), NOW)


@pytest.mark.parametrize("end", [suspend, revoke], ids=["suspended", "withdrawn"])
class TestEnded:
    def test_it_is_suggested_no_more_from_what_was_stored(self, vetted, result, end):
        application, officer = vetted
        stored = recommend(result=result, now=NOW)
        assert "web" in {row["solution"] for row in facts_named(stored.content)}
        end(application=application, words="Khiếu nại", by=officer, now=NOW)
        assert suggested(result) == {"cua-nha-khac"}

    def test_it_cannot_be_asked_by_a_stored_suggestion(self, vetted, result, end):
        application, officer = vetted
        recommend(result=result, now=NOW)
        end(application=application, words="Khiếu nại", by=officer, now=NOW)
        application.provider.refresh_from_db()
        solution = application.provider.solutions.get()
        reason = closed_reason(None, solution, result.organisation, NOW)
        assert reason == "not_vetted"
        with pytest.raises(ProviderError) as error:
            asked(result, application)
        assert error.value.code == "not_vetted"

    def test_it_leaves_the_directory(self, vetted, result, end):
        application, officer = vetted
        end(application=application, words="Khiếu nại", by=officer, now=NOW)
        assert application.provider not in vetted_providers(Wanted(), NOW)


def test_a_suspension_that_ends_brings_it_back(vetted, result):
    application, officer = vetted
    suspend(application=application, words="Xem lại", by=officer, now=NOW)
    lift(application=application, words="Đã rõ", by=officer, now=NOW)
    assert suggested(result) == {"web", "cua-nha-khac"}


def test_its_page_tells_who_vetted_it_and_when_that_ended(vetted, client):
    application, officer = vetted
    address = reverse("providers:provider", args=[application.provider.slug])
    text = client.get(address).content.decode()
    assert application.association.name in text
    assert reverse("providers:vetting") in text
    suspend(application=application, words="Xem lại", by=officer, now=NOW)
    text = client.get(address).content.decode()
    assert "Thẩm định hết hiệu lực ngày 19/11/2026" in text
    assert application.association.name not in text
