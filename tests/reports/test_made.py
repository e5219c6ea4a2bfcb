"""A report that was asked for a moment ago is not drawn again, unless it says something else."""

from dataclasses import replace
from datetime import timedelta
from unittest.mock import Mock

import pytest

from accounts.access.scopes import Scope
from reports import made
from reports.made import KEPT, Asked, drawn, report_made
from tests.builders import NOW
from tests.reports.records import make_contents


@pytest.fixture
def drawing(monkeypatch) -> Mock:
    drawing = Mock(side_effect=lambda contents: contents.name.encode())
    monkeypatch.setattr(made, "build_pdf", drawing)
    monkeypatch.setattr(made, "sign_pdf", lambda pdf: pdf)
    made._kept.clear()
    yield drawing
    made._kept.clear()


def test_the_same_is_drawn_once(drawing):
    assert drawn(make_contents()) == drawn(make_contents())
    assert drawing.call_count == 1


@pytest.mark.parametrize(
    "change", [{"name": "Kia"}, {"language": "en"}, {"is_household": True}]
)
def test_whatever_is_told_otherwise_is_drawn_anew(drawing, change):
    contents = make_contents()
    drawn(contents)
    other = replace(contents, **change)
    assert drawn(other) == other.name.encode()
    assert drawing.call_count == 2


def test_few_are_kept_the_last_ones(drawing):
    for number in range(KEPT + 1):
        drawn(replace(make_contents(), name=f"Quán số {number}"))
    assert len(made._kept) == KEPT
    drawn(replace(make_contents(), name=f"Quán số {KEPT}"))
    assert drawing.call_count == KEPT + 1
    drawn(replace(make_contents(), name="Quán số 0"))
    assert drawing.call_count == KEPT + 2


@pytest.mark.sql
@pytest.mark.django_db
def test_a_result_read_again_says_the_same_until_something_changes(
    drawing, real_result
):
    asked = Asked(real_result.pk, Scope.OWN, True, False, "vi", NOW)
    first = report_made(asked)
    assert report_made(asked._replace(now=NOW + timedelta(minutes=5))) == first
    assert drawing.call_count == 1
    report_made(asked._replace(scope=Scope.PILLARS))
    report_made(asked._replace(is_for_partner=True))
    assert drawing.call_count == 3
