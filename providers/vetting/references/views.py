"""A customer answers three questions by the link of a letter, once, without an account."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from accounts.held import remember_visit
from accounts.links.views import link_ended, silent_page
from providers.errors import ProviderError
from providers.models import Reference
from providers.vetting.applications.queries import criteria_of
from providers.vetting.references.forms import AnswersForm
from providers.vetting.references.services import answer, asked_by, still_asks

OPENED = "opened_customers"  # in the session: public ids of those whose link was opened


@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def customer_link(request: HttpRequest, token: str) -> HttpResponse:
    """Looking at it tells nothing; the button leads to the questions."""
    if request.method != "POST":
        return silent_page(request)
    reference = asked_by(token, timezone.now())
    if reference is None:
        return link_ended(request)
    remember_visit(request, OPENED, reference)
    return redirect("providers:customer", reference.public_id)


@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def customer(request: HttpRequest, reference_id) -> HttpResponse:
    rows = Reference.objects.select_related(
        "application__provider__organisation", "application__association"
    )
    reference = get_object_or_404(rows, public_id=reference_id)
    if str(reference.public_id) not in request.session.get(OPENED, ()):
        raise Http404
    # Answered in another browser meanwhile, or taken back by the provider.
    if not still_asks(reference, timezone.now()):
        return link_ended(request)
    criteria = criteria_of(reference.application)
    form = AnswersForm(request.POST or None, criteria=criteria)
    if request.method == "POST" and form.is_valid():
        try:
            answer(reference=reference, answers=form.cleaned_data, now=timezone.now())
        except ProviderError:
            return link_ended(request)
        messages.success(request, _("Thank you. Your answers have been kept."))
        return redirect("home")
    context = {
        "reference": reference,
        "provider": reference.application.provider,
        "association": reference.application.association,
        "form": form,
    }
    return render(request, "providers/vetting/customer.html", context)
