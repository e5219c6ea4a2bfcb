"""A household business reads of itself as one: on its pages and in its report."""

import pytest
from django.conf import settings

from accounts.models import Organisation
from tests.reports.reading import address, page, words_of

pytestmark = pytest.mark.django_db
HOUSEHOLD = {
    "vi": ("Hộ kinh doanh tự trả lời.", "Cho chính hộ kinh doanh"),
    "en": ("The household business answered", "For your household business"),
}


@pytest.mark.parametrize("language", ["vi", "en"])
def test_a_household_business_reads_of_itself_as_one(owner_client, result, language):
    owner_client.cookies[settings.LANGUAGE_COOKIE_NAME] = language
    before = page(owner_client, result)
    assert not any(words in before for words in HOUSEHOLD[language])
    Organisation.objects.update(is_household=True)
    text = page(owner_client, result)
    assert all(words in text for words in HOUSEHOLD[language])
    assert f'<html lang="{language}"' in text


def test_others_stay_enterprises_beside_a_household_business(owner_client, result):
    Organisation.objects.update(is_household=True)
    assert "So với doanh nghiệp khác" in page(owner_client, result)


@pytest.mark.parametrize("language", ["vi", "en"])
def test_the_report_of_a_household_business_speaks_of_one(
    owner_client, result, language
):
    Organisation.objects.update(is_household=True)
    answer = owner_client.get(f"{address('pdf', result)}?lang={language}")
    assert HOUSEHOLD[language][0] in words_of(answer.content)


def test_a_stranger_is_not_told_that_there_is_a_household_business(client, result):
    Organisation.objects.update(is_household=True)
    refused = client.get(address("result", result))
    assert refused.status_code == 404
    assert "doanh nghiệp mình" in refused.content.decode()
