"""The directory that suggestions are measured with."""

import pytest
from django.test import override_settings

from performance import suggestions
from performance.frame.browser import IN_PROCESS
from performance.suggestions import fill_directory, make_own_result, of_page
from providers.models import Provider, Solution
from tests.builders import make_version_of

pytestmark = pytest.mark.django_db


def test_the_page_is_measured_where_somebody_is_suggested(monkeypatch):
    monkeypatch.setenv("BENCH_SCALE", "0.01")
    version = make_version_of("dbi-2021-sme")
    fill_directory(version.index, 45)
    assert Solution.objects.count() == 45
    assert Provider.objects.count() == 3
    with override_settings(**IN_PROCESS):
        measured = of_page(make_own_result(version))
    assert measured.name.startswith("page of suggestions, 45 solutions")
    assert measured.limit == suggestions.A_PAGE
