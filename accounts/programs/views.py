"""The page of an account with its tokens, and those of the organisations it answers for."""

from allauth.account.decorators import reauthentication_required
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from accounts.access.programs import connected_by
from accounts.access.visitors import visitor_of
from accounts.errors import AccountError
from accounts.models import ApiToken
from accounts.programs.forms import TokenForm
from accounts.programs.queries import standing_tokens, tokens_seen_by
from accounts.programs.services import end_token, make_token
from accounts.programs.wording import PROBLEMS, right_names

# In the session: [public id, secret] of a token just made, shown once.
NEW_TOKEN = "new_token"  # noqa: S105  the name alone


@never_cache
@require_safe
def tokens(request: HttpRequest) -> HttpResponse:
    standing = standing_tokens(visitor_of(request), timezone.now())
    rows = [_row(request, token) for token in standing]
    context = {"rows": rows, "new": _new(request)}
    return render(request, "accounts/programs/tokens.html", context)


# It takes the password again, as all that guards an account; asked before anything is typed.
@reauthentication_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def make(request: HttpRequest) -> HttpResponse:
    organisations = connected_by(visitor_of(request))
    form = TokenForm(request.POST or None, organisations=organisations)
    if request.method == "POST" and form.is_valid() and _make(request, form):
        return redirect("account_tokens")
    context = {"form": form, "may_choose": bool(organisations)}
    return render(request, "accounts/programs/make.html", context)


def _make(request: HttpRequest, form: TokenForm) -> bool:
    try:
        token, secret = make_token(
            user=request.user, now=timezone.now(), **form.cleaned_data
        )
    except AccountError as error:
        form.add_error(None, PROBLEMS[error.code] % error.params)
        return False
    # Only its hash is kept, so the next page is the one chance to show it.
    request.session[NEW_TOKEN] = [str(token.public_id), secret]
    return True


def _new(request: HttpRequest) -> str:
    _public_id, secret = request.session.pop(NEW_TOKEN, ("", ""))
    return secret


def _row(request: HttpRequest, token: ApiToken) -> dict:
    return {
        "token": token,
        "rights": right_names(token.rights),
        "is_own": token.user_id == request.user.pk,
    }


@require_POST
def end(request: HttpRequest, public_id) -> HttpResponse:
    seen = tokens_seen_by(visitor_of(request))
    token = get_object_or_404(seen, public_id=public_id)
    end_token(token=token, by=request.user, now=timezone.now())
    text = _("“%(name)s” is ended. No program comes in with it any more.")
    messages.success(request, text % {"name": token.name})
    return redirect("account_tokens")
