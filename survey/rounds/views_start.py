"""Starting: three things about the enterprise, and the index that suits it."""

from http import HTTPStatus

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from accounts.access.visitors import person_of
from accounts.held import hold
from accounts.ratelimit import asker_of, is_limited
from indexes.advice.queries import advice_of
from indexes.index.model import Index
from indexes.models import IndexVersion
from indexes.offers import Offer, cautions, effective_day, offer, open_indexes
from indexes.wording import AUDIENCES, CAUTIONS, OFFERED_BECAUSE
from language.formats import day
from language.texts import in_language
from survey.rounds import services
from survey.rounds.forms import StartForm
from survey.rounds.origins import device_of, origin_of, remember_device
from survey.rounds.views_profile import size_of
from survey.wording import problem

STARTS_AN_HOUR = 300  # from one place: a hall full of enterprises shares one network


@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def start(request: HttpRequest) -> HttpResponse:
    versions = open_indexes()
    form = StartForm(
        request.POST or None,
        indexes=index_choices(versions),
        by_industry=industries_by_trade(versions),
    )
    # htmx asks while somebody types: nothing is begun yet.
    only_size = request.method == "POST" and "only_size" in request.POST
    is_ready = request.method == "POST" and form.is_valid() and not only_size
    suiting = suiting_offer(versions, form)

    status = HTTPStatus.OK
    if is_ready and _too_many_starts(request, form):
        status = HTTPStatus.TOO_MANY_REQUESTS
    elif is_ready:
        return _begin(request, form, chosen_version(versions, form) or suiting.version)

    context = _start_page(form, suiting, chosen_version(versions, form))
    if only_size:
        return render(request, "survey/_size.html", context | {"oob": True})
    return render(request, "survey/start.html", context, status=status)


def _start_page(form: StartForm, suiting: Offer, chosen: IndexVersion | None) -> dict:
    shown, warned = suiting, []
    if chosen:
        index = chosen.index
        shown = Offer(chosen, index, "chosen", effective_day(index))
        warned = _cautions(form, index)
    context = {
        "form": form,
        "offer": _describe(shown) | {"cautions": warned},
        "index": shown.index,
        # Industries differ in their tools only, and those are one list.
        "questions": shown.version.variants[0].length,
        # What the next page is about, as its button says.
        "next_page": _next_page(form, shown.index),
    }
    return context | size_of(form)


def _next_page(form: StartForm, index: Index) -> str:
    """A trade is chosen on this page already; the next one asks only what it leaves open."""
    has_advice = advice_of(index.id) is not None
    if not index.variants:
        return "ways" if has_advice else "questions"
    if not index.is_by_trade:
        return "other"
    sector = form.cleaned_data.get("sector", "") if form.is_bound else ""
    if not sector:
        return "ways"
    variant = services.variant_of(index, sector, form.industry, form.sizes())
    return "ways" if variant and has_advice else "trade"


def _too_many_starts(request: HttpRequest, form: StartForm) -> bool:
    """Said above the form, where what was typed stays."""
    asker = asker_of(request)
    too_often = is_limited("start", asker, most=STARTS_AN_HOUR, seconds=3600)
    if too_often:
        form.add_error(None, problem("too_many_starts"))
    return too_often


def suiting_offer(versions: list[IndexVersion], form: StartForm) -> Offer:
    """The index to answer as far as the enterprise is known, before anybody chooses another."""
    sizes: tuple[str, ...] = ()
    if form.is_bound:
        form.is_valid()  # reads what can be read
        sizes = form.sizes()
    suiting = offer(versions, sizes, timezone.localdate())
    if suiting is None:
        raise Http404("no index is published")
    return suiting


def index_choices(versions: list[IndexVersion]) -> list[tuple[str, str]]:
    indexes = [version.index for version in versions]
    return [(index.id, _title_and_decision(index)) for index in indexes]


def industries_by_trade(versions: list[IndexVersion]) -> Index | None:
    """The index that asks about the tools of an industry: the offered one before any other."""
    offered = offer(versions, (), timezone.localdate())
    for version in [offered.version, *versions] if offered else versions:
        # Variants may also be of size classes, which nobody chooses as their work.
        if version.index.is_by_trade:
            return version.index
    return None


def _title_and_decision(index: Index) -> str:
    return f"{in_language(index.short_title)} ({index.head['decision']['number']})"


def chosen_version(
    versions: list[IndexVersion], form: StartForm
) -> IndexVersion | None:
    """The index picked instead of the one that suits, if any."""
    if not form.is_bound:
        return None
    wanted = form.cleaned_data.get("index")
    return next((version for version in versions if version.index_id == wanted), None)


def _describe(shown: Offer) -> dict[str, str]:
    """The offered index and why, in words."""
    index = shown.index
    reason = OFFERED_BECAUSE[shown.reason] % {
        "audience": AUDIENCES[index.head["audience"]],
        "day": day(shown.effective),
        "decision": index.head["decision"]["number"],
    }
    return {
        "id": index.id,
        "title": in_language(index.short_title),
        "why": reason,
    }


def _cautions(form: StartForm, index: Index) -> list[str]:
    """What is to be said beside an index that was chosen instead of the one that suits."""
    newest_decision = (index.head.get("superseded_by") or [""])[-1]
    params = {
        "newer": newest_decision.partition(" (")[0],
        "audience": AUDIENCES[index.head["audience"]],
    }
    return [str(CAUTIONS[code]) % params for code in cautions(index, form.sizes())]


def _begin(
    request: HttpRequest, form: StartForm, version: IndexVersion
) -> HttpResponse:
    profile = form.cleaned_data.copy()
    del profile["index"]
    device = device_of(request)
    assessment = services.start_assessment(
        **profile,
        industry=form.industry,
        index_version=version,
        origin=origin_of(request, device),
        by=person_of(request),
        now=timezone.now(),
    )
    # An account owns what it starts; without one this browser is the only way back.
    if not request.user.is_authenticated:
        hold(request, assessment.organisation)
    response = redirect("survey:variant", public_id=assessment.public_id)
    remember_device(response, device)
    return response
