"""A page of a provider that a suggestion led to counts as opened; by whom is kept nowhere."""

import pytest
from django.test import Client
from django.urls import reverse

from providers.models import Provider, ProviderMonth
from tests.builders import make_provider
from tests.personas import make_owner, make_persona

pytestmark = pytest.mark.django_db


@pytest.fixture
def provider() -> Provider:
    return make_provider()


def opened(client: Client, provider: Provider, **asked: str) -> int:
    page = client.get(reverse("providers:provider", args=[provider.slug]), asked)
    assert provider.organisation.name in page.content.decode()
    return sum(ProviderMonth.objects.values_list("opened", flat=True))


def test_who_comes_from_a_suggestion_counts_once_a_day(provider):
    owner = make_owner().client
    assert opened(owner, provider, tu="goi-y") == 1
    assert opened(owner, provider, tu="goi-y") == 1


def test_who_comes_from_elsewhere_or_works_there_does_not_count(provider):
    own = make_persona("binh@sao.example", provider.organisation)
    assert opened(make_owner().client, provider) == 0
    assert opened(own.client, provider, tu="goi-y") == 0
    assert opened(Client(), provider, tu="goi-y") == 0
