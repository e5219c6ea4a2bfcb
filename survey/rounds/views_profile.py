"""The profile of a round."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from accounts.access.actions import Action
from accounts.access.fetching import fetch
from accounts.access.visitors import person_of
from indexes.advice.queries import advice_of
from survey.answers.figures import size_of as class_of
from survey.errors import SurveyError
from survey.models import Assessment
from survey.rounds import services
from survey.rounds.forms import ProfileForm
from survey.rounds.industries import industry_name
from survey.rounds.queries import assessments
from survey.rounds.redirects import CONTINUE, already_submitted


def size_of(form: ProfileForm) -> dict:
    """What the size card shows; nothing is complained about before the form is sent."""
    if not form.is_bound:
        return {}
    form.is_valid()
    return {
        "size": form.explained_size(),
        "read_back": list(form.read_back()),
        "asks_age": form.asks_age(),
        "is_young": form.cleaned_data.get("is_young", False),
    }


@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def profile(request: HttpRequest, public_id) -> HttpResponse:
    assessment = fetch(request, assessments(), Action.WRITE, public_id=public_id)
    if assessment.state == Assessment.State.SUBMITTED:
        return already_submitted(request, assessment)
    form = ProfileForm(request.POST or None, initial=_profile_of(assessment))
    if request.method == "POST" and "only_size" in request.POST:
        # While the form is being filled in; nothing is saved.
        return render(request, "survey/_size.html", size_of(form))
    if request.method == "POST" and form.is_valid():
        return _save(request, assessment, form)

    context = {
        "form": form,
        "assessment": assessment,
        "enterprise": assessment.organisation,
        "index": assessment.index,
        "industry": industry_name(assessment.index),
        "has_advice": advice_of(assessment.index.id) is not None,
    }
    # The size card reads a bound form; what is kept is bound anew for it.
    shown = form if form.is_bound else ProfileForm(_profile_of(assessment))
    return render(request, "survey/profile.html", context | size_of(shown))


def _save(
    request: HttpRequest, assessment: Assessment, form: ProfileForm
) -> HttpResponse:
    earlier_sector, has_fitted = assessment.sector, _fits(assessment)
    try:
        changed = services.change_profile(
            assessment=assessment,
            now=timezone.now(),
            by=person_of(request),
            **form.cleaned_data,
        )
    except SurveyError:  # submitted by somebody else in this very moment
        return already_submitted(request, assessment)
    words = _(
        "The profile is saved. Every question that uses these numbers follows them."
    )
    messages.success(request, words)
    # Another size may take it away as well; whoever chose what never fitted is left alone.
    is_open = has_fitted or changed.sector != earlier_sector
    if is_open and not _fits(changed):
        address = reverse("survey:variant", args=[assessment.public_id])
        return redirect(f"{address}?change=1")
    return redirect("survey:step", public_id=assessment.public_id, step=CONTINUE)


def _fits(assessment: Assessment) -> bool:
    """Whether the industry is still one of the sector and size; where none is left, any is."""
    sizes = class_of(assessment).possible
    industries = assessment.index.variants_for(assessment.sector, sizes)
    ids = [industry["id"] for industry in industries]
    return not ids or assessment.variant in ids


def _profile_of(assessment: Assessment) -> dict:
    enterprise = assessment.organisation
    return {
        "name": enterprise.name,
        "is_household": enterprise.is_household_business,
        "tax_code": enterprise.tax_code,
        "sector": assessment.sector,
        "area": assessment.area,
        "employees": assessment.employees,
        "revenue": assessment.revenue,
        "capital": assessment.capital,
        "is_young": assessment.is_young,
    }
