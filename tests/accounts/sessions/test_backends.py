"""Who is signed in is found as Django finds them, by one statement."""

from inspect import getattr_static

import pytest
from django.conf import settings
from django.contrib.auth import backends, get_backends
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.module_loading import import_string

from tests.accounts.test_prepared import everything
from tests.builders import make_user

pytestmark = [pytest.mark.django_db, pytest.mark.sql]


def test_each_finds_whom_django_finds():
    user, closed = make_user(), make_user("dong@quan.example", is_active=False)
    by_django = backends.ModelBackend()
    assert len(get_backends()) == 2
    for backend in get_backends():
        with CaptureQueriesContext(connection) as asked:
            found = backend.get_user(user.pk)
        assert len(asked) == 1
        assert found == user
        assert everything(found) == everything(by_django.get_user(user.pk))
        for nobody in (closed.pk, closed.pk + 1):
            assert backend.get_user(nobody) is by_django.get_user(nobody) is None


def test_each_is_the_one_of_its_library_in_all_else():
    libraries = ("django.contrib.auth.backends", "allauth.account.auth_backends")
    for path, library in zip(settings.AUTHENTICATION_BACKENDS, libraries, strict=True):
        module, _, name = path.rpartition(".")
        assert module == "accounts.sessions.backends"
        own, theirs = import_string(path), import_string(f"{library}.{name}")
        assert issubclass(own, theirs)
        for part in vars(theirs):
            if part != "get_user" and not part.startswith("__"):
                assert getattr_static(own, part) is getattr_static(theirs, part)
