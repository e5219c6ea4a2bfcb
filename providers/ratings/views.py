"""Pages of ratings: the owner rates, everybody reads, the provider replies once."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from accounts.access.actions import Action, may, require
from accounts.access.fetching import fetch
from accounts.access.visitors import visitor_of
from accounts.pages import KeysFirst
from providers.errors import ProviderError
from providers.leads.queries import leads_at
from providers.models import Lead, Provider, Rating
from providers.models.ratings import ASPECTS
from providers.ratings.forms import RateForm, ReplyForm
from providers.ratings.queries import counted, ratings_of, shown_ratings
from providers.ratings.services import rate, reply_to_rating, was_delivered
from providers.ratings.wording import ASPECTS as NAMES
from providers.ratings.wording import problem
from providers.staffed import staffed_providers
from survey.rounds.origins import known_device

PER_PAGE = 20


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def rate_lead(request: HttpRequest, lead_id) -> HttpResponse:
    """The owner of a firm whose work was delivered."""
    lead = fetch(request, leads_at(timezone.now()), Action.SHARE, public_id=lead_id)
    given = Rating.objects.filter(lead=lead).first()
    # 404 and no words: until then there is no such page for anybody.
    if given is None and not was_delivered(lead):
        raise Http404
    form = RateForm(request.POST or None)
    is_sent = request.method == "POST" and given is None
    if is_sent and form.is_valid() and _rate(request, lead, form):
        return redirect("providers:rate", lead.public_id)
    context = {"lead": lead, "form": form, "given": given and described(given)}
    return render(request, "providers/ratings/rate.html", context)


def _rate(request: HttpRequest, lead: Lead, form: RateForm) -> bool:
    try:
        rate(
            lead=lead,
            stars=form.stars,
            words=form.cleaned_data["words"],
            device=known_device(request),
            by=request.user,
            now=timezone.now(),
        )
    except ProviderError as error:
        form.add_error(None, problem(error.code))
        return False
    messages.success(request, _("Thank you. Other firms can read it now."))
    return True


def described(rating: Rating) -> dict:
    """stars: by aspect, in words."""
    stars = [(NAMES[aspect], getattr(rating, aspect)) for aspect in ASPECTS]
    return {"rating": rating, "stars": stars}


@login_not_required
@require_safe
def ratings(request: HttpRequest, slug: str) -> HttpResponse:
    """Of one provider, for everybody: by aspect with their count, words, replies."""
    entries = Provider.objects.select_related("organisation")
    provider = get_object_or_404(entries, slug=slug)
    page = KeysFirst(shown_ratings(provider), PER_PAGE).get_page(
        request.GET.get("page")
    )
    context = {
        "provider": provider,
        "counted": counted(provider),
        "page": page,
        "rows": [described(rating) for rating in page],
    }
    return render(request, "providers/ratings/ratings.html", context)


@never_cache
@require_safe
def own_ratings(request: HttpRequest) -> HttpResponse:
    """Of the providers that this person works for; each can be replied to once."""
    providers = staffed_providers(visitor_of(request))
    if not providers:
        raise Http404
    return _show_own(request, providers)


def _show_own(
    request: HttpRequest,
    providers: list[Provider],
    replied: tuple[Rating, ReplyForm] | None = None,
) -> HttpResponse:
    houses = [provider.organisation for provider in providers]
    visitor = visitor_of(request)
    pages = KeysFirst(ratings_of(providers), PER_PAGE)
    page = pages.get_page(request.GET.get("page"))
    rows = []
    for rating in page:
        row = described(rating)
        may_reply = may(visitor, Action.FOLLOW_UP, rating.provider.organisation)
        row["may_reply"] = may_reply and rating.replied_at is None
        row["form"] = ReplyForm(auto_id=f"r{rating.pk}_%s")
        if replied and replied[0] == rating:
            # What was typed stands where it was typed, with what is wrong beside it.
            row["form"] = replied[1]
        rows.append(row)
    form = replied[1] if replied else None
    context = {"page": page, "rows": rows, "form": form, "houses": houses}
    return render(request, "providers/ratings/own.html", context)


@never_cache
@require_POST
def reply(request: HttpRequest, rating_id) -> HttpResponse:
    ratings = Rating.objects.select_related("provider__organisation")
    rating = get_object_or_404(ratings, public_id=rating_id)
    # First whether it is theirs at all (404), then whether this one may answer (403).
    require(visitor_of(request), Action.STAFF, rating.provider.organisation)
    require(visitor_of(request), Action.FOLLOW_UP, rating.provider.organisation)
    form = ReplyForm(request.POST, auto_id=f"r{rating.pk}_%s")
    if form.is_valid():
        words = form.cleaned_data["words"]
        try:
            reply_to_rating(
                rating=rating, words=words, by=request.user, now=timezone.now()
            )
        except ProviderError as error:
            form.add_error("words", problem(error.code))
        else:
            messages.success(request, _("Sent. Everybody can read your reply."))
            return redirect("providers:own_ratings")
    return _show_own(request, staffed_providers(visitor_of(request)), (rating, form))
