"""Moderation: officers read ratings, and take out what may not stand, with a reason."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from accounts.access.actions import Action
from accounts.models import Organisation
from associations.lists import PAGE, own_association, page_of
from providers.errors import ProviderError
from providers.models import Rating
from providers.ratings.forms import HideForm
from providers.ratings.queries import all_ratings
from providers.ratings.services import hide_rating, show_rating
from providers.ratings.views import described
from providers.ratings.wording import problem


@never_cache
@require_safe
def ratings(request: HttpRequest, public_id) -> HttpResponse:
    return _show(request, own_association(request, public_id, Action.VET))


def _show(
    request: HttpRequest,
    association: Organisation,
    refused: tuple[Rating, HideForm] | None = None,
) -> HttpResponse:
    page = page_of(request, all_ratings())
    rows = []
    for rating in page:
        row = described(rating)
        row["form"] = HideForm(auto_id=f"h{rating.pk}_%s")
        if refused and refused[0] == rating:
            row["form"] = refused[1]
        rows.append(row)
    context = {
        "association": association,
        "page": page,
        "page_name": PAGE,
        "rows": rows,
        "form": refused[1] if refused else None,
    }
    return render(request, "associations/ratings/ratings.html", context)


@never_cache
@require_POST
def moderate(request: HttpRequest, public_id, rating_id) -> HttpResponse:
    """Take it out, or let it stand again."""
    association = own_association(request, public_id, Action.VET)
    rating = get_object_or_404(all_ratings(), public_id=rating_id)
    if request.POST.get("deed") == "show":
        _let_stand(request, rating)
        return redirect("associations:ratings", public_id)
    form = HideForm(request.POST, auto_id=f"h{rating.pk}_%s")
    if form.is_valid() and _take_out(request, association, rating, form):
        return redirect("associations:ratings", public_id)
    return _show(request, association, (rating, form))


def _let_stand(request: HttpRequest, rating: Rating) -> None:
    try:
        show_rating(rating=rating, by=request.user, now=timezone.now())
    except ProviderError as error:
        # Nothing was typed that it could stand beside.
        messages.error(request, problem(error.code))
    else:
        messages.success(request, _("It can be read again."))


def _take_out(
    request: HttpRequest, association: Organisation, rating: Rating, form: HideForm
) -> bool:
    try:
        hide_rating(
            rating=rating,
            because=form.cleaned_data["because"],
            association=association,
            by=request.user,
            now=timezone.now(),
        )
    except ProviderError as error:
        form.add_error("because", problem(error.code))
        return False
    messages.success(request, _("Taken out. It is counted no more."))
    return True
