"""Links with a secret: looking at one opens nothing and tells nothing, whoever fetches it.

Chat programs and mail filters open every link; they press no button. Which page comes, a good link
or none, is told by the button alone.
"""

from http import HTTPStatus

from allauth.account import views
from allauth.account.models import EmailConfirmationHMAC
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from accounts.brakes.sign_in import remember_browser
from accounts.links.services import give_up_address
from accounts.links.signed_up import end_last_sign_up

OPEN_TO_ALL = [login_not_required, never_cache]


def silent_page(request: HttpRequest) -> HttpResponse:
    """One button, which sends to the same address."""
    return render(request, "accounts/silent.html")


def link_ended(request: HttpRequest) -> HttpResponse:
    """The same for a link that ran out, was ended or replaced, was used up, or never was."""
    return render(request, "accounts/link_ended.html", status=HTTPStatus.GONE)


@method_decorator(OPEN_TO_ALL, name="dispatch")
class ConfirmEmail(views.ConfirmEmailView):
    def get(self, *args, **kwargs) -> HttpResponse:
        return silent_page(self.request)

    def post(self, *args, **kwargs) -> HttpResponse:
        try:
            return super().post(*args, **kwargs)
        except Http404:
            return link_ended(self.request)

    def respond(self, success: bool) -> HttpResponse:
        return super().respond(success) if success else link_ended(self.request)


@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def not_me(request: HttpRequest, key: str) -> HttpResponse:
    """Whoever got the letter without having asked for it ends its link, by the button alone."""
    if request.method != "POST":
        return render(request, "accounts/not_me.html")
    confirmation = EmailConfirmationHMAC.from_key(key)
    if confirmation is None:
        return link_ended(request)
    give_up_address(address=confirmation.email_address, by=None, now=timezone.now())
    words = _("Ended: the link in the letter opens nothing, and we forgot the address.")
    messages.success(request, words)
    return redirect("home")


@login_not_required
@require_POST
def end_sign_up(request: HttpRequest) -> HttpResponse:
    """The letter went to a wrong address. Told the same whether there is an account or not."""
    end_last_sign_up(request)
    words = _("The link in that letter opens nothing any more. Type the right address.")
    messages.success(request, words)
    return redirect("account_signup")


@method_decorator(OPEN_TO_ALL, name="dispatch")
class ResetPassword(views.PasswordResetFromKeyView):
    """By the button the secret goes from the address into the session, as allauth has it."""

    def dispatch(
        self, request: HttpRequest, uidb36: str, key: str, **kwargs
    ) -> HttpResponse:
        is_looked_at = request.method in ("GET", "HEAD")
        if is_looked_at and key != self.reset_url_key:
            return silent_page(request)
        return super().dispatch(request, uidb36, key, **kwargs)

    def form_valid(self, form: Form) -> HttpResponse:
        """Whoever has read the letter gets in here, however often strangers elsewhere try to."""
        response = super().form_valid(form)
        remember_browser(self.request, response, self.reset_user)
        return response

    def render_to_response(self, context: dict, **kwargs) -> HttpResponse:
        if context.get("token_fail"):
            return link_ended(self.request)
        return super().render_to_response(context, **kwargs)
