"""Starting: three things about the enterprise, the index that suits it, and the industry where that is asked."""

from http import HTTPStatus

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.formats import date_format
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from accounts.access import Action, fetch, hold, person_of
from accounts.ratelimit import asker_of, is_limited
from indexes.index.model import Index
from indexes.models import IndexVersion
from indexes.offers import Offer, cautions, effective_day, offer, open_indexes
from indexes.wording import AUDIENCES, CAUTIONS, OFFERED_BECAUSE
from language.collation import sort_key
from language.texts import in_language
from survey.errors import SurveyError
from survey.models import Assessment
from survey.rounds import services
from survey.rounds.forms import StartForm
from survey.rounds.queries import assessments
from survey.rounds.redirects import CONTINUE, already_submitted
from survey.rounds.views_profile import size_of
from survey.wording import problem

STARTS_AN_HOUR = 300  # from one place: a hall full of enterprises shares one network


@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def start(request: HttpRequest) -> HttpResponse:
    versions = open_indexes()
    form = StartForm(request.POST or None, indexes=_choices(versions))
    only_size = request.method == "POST" and "only_size" in request.POST
    is_ready = request.method == "POST" and form.is_valid() and not only_size
    found = _offered(versions, form)
    too_often = is_ready and _too_many_starts(request, form)
    if is_ready and not too_often:
        return _begin(request, form, _chosen(versions, form) or found.version)
    shown = _chosen(versions, form) if form.is_bound else None
    index = shown.index if shown else found.index
    told = Offer(shown, index, "chosen", effective_day(index)) if shown else found
    context = {
        "form": form,
        "offer": _told(told) | {"cautions": _cautions(form, index) if shown else []},
    }
    context |= size_of(form)
    context |= {"index": index, "questions": _length(index)}
    if only_size:
        return render(request, "survey/_size.html", context | {"oob": True})
    status = HTTPStatus.TOO_MANY_REQUESTS if too_often else HTTPStatus.OK
    return render(request, "survey/start.html", context, status=status)


def _too_many_starts(request: HttpRequest, form: StartForm) -> bool:
    """Said above the form, where what was typed stays."""
    too_often = is_limited(
        "start", asker_of(request), most=STARTS_AN_HOUR, seconds=3600
    )
    if too_often:
        form.add_error(None, problem("too_many_starts"))
    return too_often


def _offered(versions: list[IndexVersion], form: StartForm) -> Offer:
    if form.is_bound:
        form.is_valid()  # reads what can be read
    size = form.size().id if form.is_bound else ""
    found = offer(versions, size, timezone.localdate())
    if found is None:
        raise Http404("no index is published")
    return found


def _choices(versions: list[IndexVersion]) -> list[tuple[str, str]]:
    indexes = [version.index for version in versions]
    return [
        (one.id, f"{in_language(one.short_title)} ({one.head['decision']['number']})")
        for one in indexes
    ]


def _chosen(versions: list[IndexVersion], form: StartForm) -> IndexVersion | None:
    wanted = form.cleaned_data.get("index")
    return next((version for version in versions if version.index_id == wanted), None)


def _told(found: Offer) -> dict[str, str]:
    """The offered index and why, in words."""
    words = OFFERED_BECAUSE[found.reason] % {
        "audience": AUDIENCES[found.index.head["audience"]],
        "day": date_format(found.effective, "SHORT_DATE_FORMAT"),
        "decision": found.index.head["decision"]["number"],
    }
    return {
        "id": found.index.id,
        "title": in_language(found.index.short_title),
        "why": words,
        "note": in_language(found.index.head["note"]),
    }


def _cautions(form: StartForm, index: Index) -> list[str]:
    """What is to be said beside an index that was chosen instead of the one that suits."""
    newer = index.head.get("superseded_by", [""])[-1].partition(" (")[0]
    told = {"newer": newer, "audience": AUDIENCES[index.head["audience"]]}
    return [str(CAUTIONS[one]) % told for one in cautions(index, form.size().id)]


def _length(index: Index) -> int:
    """How many questions there are to answer; 0 where it depends on the industry."""
    return 0 if index.variants else len(index.asked(index.codes))


def _begin(
    request: HttpRequest, form: StartForm, version: IndexVersion
) -> HttpResponse:
    profile = {
        name: value for name, value in form.cleaned_data.items() if name != "index"
    }
    assessment = services.start_assessment(
        **profile, index_version=version, by=person_of(request), now=timezone.now()
    )
    if not request.user.is_authenticated:
        hold(request, assessment.organisation)
    return redirect("survey:step", public_id=assessment.public_id, step=CONTINUE)


@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def variant(request: HttpRequest, public_id) -> HttpResponse:
    """Which industry it is, where the questions depend on that: those of the sector first, then all others."""
    assessment = fetch(request, assessments(), Action.WRITE, public_id=public_id)
    if assessment.state == Assessment.State.SUBMITTED:
        return already_submitted(request, assessment)
    index = assessment.index
    if not index.variants:
        return redirect("survey:step", public_id=public_id, step=CONTINUE)
    error = ""
    if request.method == "POST":
        try:
            services.choose_variant(
                assessment=assessment,
                variant=request.POST.get("variant", ""),
                by=person_of(request),
                now=timezone.now(),
            )
            return redirect("survey:step", public_id=public_id, step=CONTINUE)
        except SurveyError as refused:
            if refused.code == "submitted":
                return already_submitted(request, assessment)
            error = problem(refused.code)
    return render(
        request, "survey/variant.html", _variants(assessment, index) | {"error": error}
    )


def _variants(assessment: Assessment, index: Index) -> dict:
    rows = [
        {
            "id": one["id"],
            "name": in_language(one["name"]),
            "near": assessment.sector in one.get("vsic", ()),
        }
        for one in index.variants["list"]
    ]
    return {
        "assessment": assessment,
        "enterprise": assessment.organisation,
        "index": index,
        "near": [row for row in rows if row["near"]],
        "others": sorted(
            (row for row in rows if not row["near"]),
            key=lambda row: sort_key(row["name"]),
        ),
    }
