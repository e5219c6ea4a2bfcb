"""Every form of django-allauth, as it is set up here, is typed into as all others of the site."""

from collections.abc import Iterator
from types import SimpleNamespace

import pytest
from allauth.account import app_settings
from allauth.core import context
from django import forms
from django.test import RequestFactory
from django.urls import URLPattern, URLResolver, get_resolver

from accounts.models import User
from language.fields import EmailField, SignsField

CLEANED = (EmailField, SignsField)
# Asked for where a code is the way in, which no setting of ours makes it.
SWITCHED_OFF = {"account_confirm_login_code"}


def addresses(resolver: URLResolver) -> Iterator[URLPattern]:
    for entry in resolver.url_patterns:
        if isinstance(entry, URLResolver):
            yield from addresses(entry)
        else:
            yield entry


def form_of(address: URLPattern) -> type[forms.Form] | None:
    view = getattr(address.callback, "view_class", None)
    if view is None or not any("allauth" in kind.__module__ for kind in view.mro()):
        return None
    if address.name in SWITCHED_OFF or not getattr(view, "form_class", None):
        return None
    return view(request=RequestFactory().get("/")).get_form_class()


FORMS = {
    address.name: form
    for address in addresses(get_resolver())
    if (form := form_of(address))
}


def rendered(form: type[forms.Form]) -> forms.Form:
    """As a page has it: each of them asks for other things to begin with."""
    given = {
        "user": User(email="lan@pho.example"),
        "request": context.request,
        "authenticator": SimpleNamespace(),
    }
    for names in ([], ["request"], ["user"], ["authenticator"]):
        try:
            return form(**{name: given[name] for name in names})
        except (TypeError, KeyError):
            continue
    raise AssertionError(f"{form.__name__} asks for something else to begin with")


def typed(form: forms.Form) -> Iterator[tuple[str, forms.Field]]:
    """Passwords stay as they are, or nobody could sign in with theirs."""
    for name, field in form.fields.items():
        is_secret = isinstance(field.widget, forms.PasswordInput)
        if isinstance(field, forms.CharField) and not is_secret:
            yield name, field


@pytest.fixture
def page(rf):
    request = rf.get("/")
    request.session = {}
    with context.request_context(request):
        yield request


def test_whatever_is_typed_about_an_account_is_cleaned_by_its_field(page):
    assert not app_settings.LOGIN_BY_CODE_ENABLED
    places, uncleaned = set(), set()
    for address, form in FORMS.items():
        for name, field in typed(rendered(form)):
            place = f"{address}.{name}"
            (places if isinstance(field, CLEANED) else uncleaned).add(place)
    assert uncleaned == set()
    assert places == {
        "account_login.login",
        "account_signup.email",
        "account_email.email",
        "account_reset_password.email",
        "mfa_authenticate.code",
        "mfa_reauthenticate.code",
        "mfa_activate_totp.code",
    }


def test_each_of_them_reads_the_address_that_is_seen(page):
    """By the field alone: also where no request was cleaned before."""
    for address, form in FORMS.items():
        for name, field in typed(rendered(form)):
            if isinstance(field, EmailField):
                read = field.clean("\u202aLan@Pho.example\u200b ")
                assert read == "lan@pho.example", f"{address}.{name}"
            else:
                assert field.clean("１２３\u200b 456") == "123 456", f"{address}.{name}"
