"""The frame's one write: the language a signed-in person reads."""

import pytest

from assessment.services import keep_language
from tests.builders import make_user

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("language", ["en", "vi"])
def test_the_language_is_kept_with_the_account(language):
    user = make_user()
    keep_language(user=user, language=language)
    user.refresh_from_db()
    assert user.language == language


def test_nobody_elses_language_changes():
    user, other = make_user(), make_user("khac@quanpho.example")
    keep_language(user=user, language="en")
    other.refresh_from_db()
    assert other.language == "vi"


def test_nothing_else_of_the_account_is_written():
    user = make_user(full_name="Trần Thị Hạnh")
    user.full_name = "not meant to be kept"
    keep_language(user=user, language="en")
    user.refresh_from_db()
    assert user.full_name == "Trần Thị Hạnh"


def test_it_takes_one_statement(django_assert_num_queries):
    user = make_user()
    with django_assert_num_queries(1):
        keep_language(user=user, language="en")
