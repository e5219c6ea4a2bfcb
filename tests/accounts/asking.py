"""Requests as they reach what decides on rights, without a page around them."""

from django.contrib.auth.models import AnonymousUser
from django.contrib.sessions.backends.signed_cookies import SessionStore
from django.test import RequestFactory


def asks(user=None):
    """A request of this user, or of a browser without an account."""
    request = RequestFactory().get("/")
    request.user = user or AnonymousUser()
    request.session = SessionStore()  # of no database
    return request
