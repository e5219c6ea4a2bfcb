"""A reviewer's queue, and the page of whoever leads the reviews."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from accounts.access.actions import Action
from accounts.access.visitors import visitor_of
from accounts.models import Organisation
from accounts.pages import KeysAtOnce, Onward
from associations.errors import AssociationError
from associations.lists import PAGE, PER_PAGE, own_association, page_of
from associations.models import Assignment, Review
from associations.review.assignments.forms import OpenForm, PersonForm
from associations.review.assignments.parts import PARTS, days_left, parts_of
from associations.review.assignments.queries import (
    all_reviews,
    appeals,
    decided_last,
    not_begun,
    queue_of,
    reviewers_of,
    under_way,
    with_files,
    with_who_looks,
)
from associations.review.assignments.services import (
    assign,
    move_assignment,
    open_review,
)
from associations.review.decisions.agreement import agreement
from associations.review.decisions.services import settle
from associations.review.fetching import fetch_managed
from associations.review.findings.forms import ReasonForm
from associations.review.findings.queries import phase_of
from associations.review.findings.screen import name_of
from associations.review.phases.queries import first_phases
from associations.review.wording import problem
from language.ids import key_in
from language.texts import in_language
from survey.models import Result
from survey.results.queries import results

UNDER_WAY_A_PAGE = 15
APPEALS = "khieu-nai"  # in the address: of what is under way, these alone
# What is wrong with who was chosen stands beside them.
OF_PEOPLE = {
    "not_reviewer",
    "same_organisation",
    "had_part",
    "assigned_already",
    "enough_reviewers",
}


@never_cache
@require_safe
def queue(request: HttpRequest, public_id) -> HttpResponse:
    association = own_association(request, public_id, Action.REVIEW)
    part = request.GET.get("xem", "")
    state = PARTS.get(part, Assignment.State.WAITING)
    visitor, now = visitor_of(request), timezone.now()
    rows = queue_of(association, request.user, visitor.roles, now, state)
    bar = parts_of(request, association)
    page = page_of(request, rows, bar["counts"].get(state, 0))
    context = {
        **bar,
        "association": association,
        "page": page,
        "rows": [_row(assignment, localdate(now)) for assignment in page],
        "part": part if part in PARTS else "",
    }
    return render(request, "associations/review/queue.html", context)


def _row(assignment: Assignment, today) -> dict:
    review = assignment.review
    return {
        "assignment": assignment,
        "review": review,
        "name": name_of(review),
        "phase": in_language(phase_of(review).name),
        "index": in_language(review.result.index_version.index.short_title),
        **days_left(review, today),
    }


@never_cache
@require_safe
def reviews(request: HttpRequest, public_id) -> HttpResponse:
    association = own_association(request, public_id, Action.MANAGE)
    now = timezone.now()
    only_appeals = request.GET.get("xem") == APPEALS
    listed = appeals if only_appeals else under_way
    page = Onward(
        listed(association, now),
        UNDER_WAY_A_PAGE,
        with_who_looks(all_reviews()),
    ).get_page(request.GET.get(PAGE))
    people = reviewers_of(association, first_phases()[0])
    context = {
        **parts_of(request, association),
        "association": association,
        "page": page,
        "only_appeals": only_appeals,
        "decided": decided_last(association, request.user, now),
        "under_way": [_way_row(review, people, localdate(now)) for review in page],
        "agreement": agreement(association, now),
    }
    return render(request, "associations/review/reviews.html", context)


@never_cache
@require_safe
def to_begin(request: HttpRequest, public_id) -> HttpResponse:
    """Results with evidence that nobody reviews yet, each with the way to begin."""
    association = own_association(request, public_id, Action.MANAGE)
    page = KeysAtOnce(
        not_begun(association, timezone.now()),
        PER_PAGE,
        with_files(results()),
    ).get_page(request.GET.get(PAGE))
    context = {
        **parts_of(request, association),
        "association": association,
        "page": page,
        "results": [_result_row(result) for result in page],
    }
    return render(request, "associations/review/to_begin.html", context)


def _result_row(result: Result) -> dict:
    return {
        "result": result,
        "index": in_language(result.index_version.index.short_title),
    }


def _way_row(review: Review, people, today) -> dict:
    phase = phase_of(review)
    taken = {assignment.reviewer_id for assignment in review.looking}
    free = [person for person in people if person.pk not in taken]
    is_apart = review.state == Review.State.APART
    return {
        "review": review,
        "phase": in_language(phase.name),
        "looking": review.looking,
        "is_apart": is_apart,
        "lacks": len(review.looking) < review.wanted or is_apart,
        "form": PersonForm(people=free, auto_id=f"r{review.pk}_%s"),
        **days_left(review, today),
    }


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def begin(request: HttpRequest, public_id, result_id) -> HttpResponse:
    """Open a review of one result; opened by hand it leads to the list."""
    association = own_association(request, public_id, Action.MANAGE)
    waiting = not_begun(association, timezone.now())
    result = get_object_or_404(waiting, public_id=result_id)
    people = reviewers_of(association, first_phases()[0])
    form = OpenForm(request.POST or None, people=people)
    if (
        request.method == "POST"
        and form.is_valid()
        and _begin(request, association, result, form)
    ):
        return redirect("associations:to_begin", public_id)
    context = {
        "association": association,
        "result": result,
        "form": form,
        "phases": [
            {"radio": radio, "phase": phase}
            for radio, phase in zip(form["phase"], first_phases(), strict=True)
        ],
    }
    return render(request, "associations/review/begin.html", context)


def _begin(
    request: HttpRequest, association: Organisation, result: Result, form: OpenForm
) -> bool:
    try:
        open_review(
            result=result,
            association=association,
            phase=form.cleaned_data["phase"],
            reviewers=form.cleaned_data["reviewers"],
            by=request.user,
            now=timezone.now(),
        )
    except AssociationError as error:
        field = "reviewers" if error.code in OF_PEOPLE else None
        form.add_error(field, problem(error.code, **error.params))
        return False
    words = _("The review has begun. Whoever was chosen gets a letter.")
    messages.success(request, words)
    return True


@never_cache
@require_POST
def give(request: HttpRequest, public_id) -> HttpResponse:
    """To one more person, or from one who has not begun to another."""
    review = fetch_managed(request, public_id)
    people = reviewers_of(review.association, phase_of(review))
    form = PersonForm(request.POST, people=people)
    if form.is_valid():
        _give(request, review, form)
    else:
        messages.error(request, _("Please choose who reviews."))
    return redirect("associations:reviews", review.association.public_id)


def _give(request: HttpRequest, review: Review, form: PersonForm) -> None:
    given = {
        "reviewer": form.cleaned_data["reviewer"],
        "by": request.user,
        "now": timezone.now(),
    }
    taken_from = key_in(request.POST.get("from", ""))
    try:
        if taken_from is not None:
            before = get_object_or_404(review.assignments, pk=taken_from)
            move_assignment(assignment=before, **given)
        else:
            assign(review=review, **given)
    except AssociationError as error:
        messages.error(request, problem(error.code, **error.params))
    else:
        messages.success(request, _("Given. The person gets a letter."))


@never_cache
@require_POST
def let_stand(request: HttpRequest, public_id) -> HttpResponse:
    review = fetch_managed(request, public_id)
    form = ReasonForm(request.POST)
    words = form.cleaned_data["words"] if form.is_valid() else ""
    try:
        settle(review=review, words=words, by=request.user, now=timezone.now())
    except AssociationError as error:
        messages.error(request, problem(error.code, **error.params))
    else:
        messages.success(request, _("Decided. The enterprise gets a letter."))
    return redirect("associations:reviews", review.association.public_id)
