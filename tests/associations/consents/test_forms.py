"""What a sharing form takes."""

import pytest

from accounts.access.scopes import Scope
from associations.consents.forms import ShareForm
from associations.consents.texts import CURRENT
from tests.builders import make_organisation

pytestmark = pytest.mark.django_db


def sharing(association, /, **typed) -> ShareForm:
    data = {
        "association": str(association.public_id),
        "scope": "1",
        "lasting": "den-khi-rut",
        "agree": "on",
        "text_version": CURRENT.id,
        **typed,
    }
    return ShareForm(data, associations=[association])


@pytest.fixture
def association():
    return make_organisation("association", "Hội Lương thực")


def test_a_choice_names_the_association_and_how_much(association):
    form = sharing(association, scope="3")
    assert form.is_valid()
    assert form.cleaned_data["association"] == association
    assert form.cleaned_data["scope"] is Scope.ANSWERS


@pytest.mark.parametrize(
    ("field", "typed"),
    [
        ("association", ""),
        ("association", "khac"),
        ("scope", "0"),
        ("lasting", ""),
        ("lasting", "mai-mai"),
        ("agree", ""),
    ],
)
def test_nothing_is_shared_without_every_choice(association, field, typed):
    form = sharing(association, **{field: typed})
    assert not form.is_valid()
    assert list(form.errors) == [field]


def test_another_wording_is_shown_anew_without_its_tick(association):
    form = sharing(association, text_version="share-2026-11")
    assert form.has_error("text_version", "wording_changed")
    assert form["text_version"].value() == CURRENT.id
    assert not form["agree"].value()
    assert form["scope"].value() == "1"
