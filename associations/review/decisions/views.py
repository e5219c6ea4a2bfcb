"""What a firm sees of the reviews of its result: what was asked, what was found, the appeal."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import (
    require_POST,
    require_safe,
)

from accounts.access.actions import Action, may
from accounts.access.fetching import fetch
from accounts.access.visitors import visitor_of
from associations.errors import AssociationError
from associations.models import Finding, Review
from associations.review.assignments.parts import days_left
from associations.review.decisions.queries import (
    asked_of,
    changed_answers,
    differences,
    last_day_to_appeal,
    reviews_of_result,
)
from associations.review.decisions.services import appeal
from associations.review.fetching import fetch_decided
from associations.review.findings.forms import ReasonForm, ReplyForm
from associations.review.findings.queries import phase_of
from associations.review.findings.screen import ask_of
from associations.review.findings.services import reply
from associations.review.standing import is_locked
from associations.review.wording import problem
from language.texts import in_language
from survey.models import Result
from survey.results.openings import record_opening
from survey.results.queries import results


@never_cache
@require_safe
def of_result(request: HttpRequest, public_id) -> HttpResponse:
    """For members of the firm; whoever may answer for it replies and appeals."""
    result = fetch(request, results(), Action.WRITE, public_id=public_id)
    return _show(request, result)


def _show(
    request: HttpRequest,
    result: Result,
    replied: ReplyForm | None = None,
    appealed: tuple[int, ReasonForm] | None = None,
) -> HttpResponse:
    today = localdate(timezone.now())
    may_appeal = may(visitor_of(request), Action.SHARE, result.organisation)
    rows = []
    for review in reviews_of_result(result):
        row = _review(review, result, today)
        row["may_appeal"] = may_appeal and row["is_appealable"]
        row["form"] = ReasonForm(auto_id=f"a{review.pk}_%s")
        if appealed and appealed[0] == review.pk:
            row["form"] = appealed[1]
        rows.append(row)
    context = {
        "result": result,
        "enterprise": result.organisation,
        "reviews": rows,
        "asked": [_question(finding, result, replied) for finding in asked_of(result)],
        "form": replied or (appealed[1] if appealed else None),
    }
    return render(request, "associations/review/of_result.html", context)


def _review(review: Review, result: Result, today) -> dict:
    phase = phase_of(review)
    row = {
        "review": review,
        "phase": in_language(phase.name),
        "is_appeal": phase.is_appeal,
        "is_decided": review.state == Review.State.DECIDED,
        "is_appealable": False,
        "result_level": result.level,
        **days_left(review, today),
    }
    if not row["is_decided"]:
        return row
    index, outcome = result.index, review.outcome
    changed = changed_answers(review, result)
    last_day = last_day_to_appeal(review)
    has_appeal = hasattr(review, "appeal")
    is_over = phase.is_appeal or today > last_day
    is_open = bool(changed) and not has_appeal and not is_over
    return row | {
        "outcome": outcome,
        "level_name": _level_name(index, outcome.level),
        "declared_name": _level_name(index, result.level),
        "pillars": differences(result, outcome),
        "changed": changed,
        "last_day": last_day,
        "answered_in": phase.answered_in,
        "is_appealable": is_open and not is_locked(review.association, result),
        "is_final": not has_appeal and not is_open,
    }


def _level_name(index, level: int | None) -> str:
    return "" if level is None else index.level_name(level)


def _question(finding: Finding, result: Result, replied: ReplyForm | None) -> dict:
    prefix = f"q{finding.pk}"
    form = ReplyForm(prefix=prefix)
    if replied is not None and replied.prefix == prefix:
        form = replied
    return {
        "finding": finding,
        "association": finding.assignment.review.association,
        "ask": ask_of(result.index, finding.question),
        "form": form,
    }


@never_cache
@require_POST
def answer_question(request: HttpRequest, public_id, finding_id) -> HttpResponse:
    result = fetch(request, results(), Action.WRITE, public_id=public_id)
    findings = Finding.objects.select_related("assignment__review")
    finding = get_object_or_404(
        findings, public_id=finding_id, assignment__review__result=result
    )
    form = ReplyForm(request.POST, prefix=f"q{finding.pk}")
    if form.is_valid():
        try:
            reply(
                finding=finding,
                words=form.cleaned_data["words"],
                by=request.user,
                now=timezone.now(),
            )
        except AssociationError as error:
            form.add_error("words", problem(error.code))
        else:
            words = _("Sent. The reviewer is told and goes on.")
            messages.success(request, words)
            return redirect("associations:reviews_of_result", public_id)
    return _show(request, result, replied=form)


@never_cache
@require_POST
def ask_another(request: HttpRequest, public_id, review_id) -> HttpResponse:
    """Appeal: who decides what is shared decides this, too."""
    result = fetch(request, results(), Action.SHARE, public_id=public_id)
    review = get_object_or_404(Review, result=result, public_id=review_id)
    form = ReasonForm(request.POST, auto_id=f"a{review.pk}_%s")
    if form.is_valid():
        try:
            appeal(
                review=review,
                words=form.cleaned_data["words"],
                by=request.user,
                now=timezone.now(),
            )
        except AssociationError as error:
            form.add_error("words", problem(error.code))
        else:
            words = _("Sent. Somebody else looks again, and you get a letter.")
            messages.success(request, words)
            return redirect("associations:reviews_of_result", public_id)
    return _show(request, result, appealed=(review.pk, form))


@never_cache
@require_safe
def outcome(request: HttpRequest, public_id) -> HttpResponse:
    """What a review came to, for those who work for the association; the firm sees who looked."""
    review, scope = fetch_decided(request, public_id)
    record_opening(
        result=review.result,
        scope=scope,
        part="answers",
        by=request.user,
        now=timezone.now(),
        through=[str(review.association.public_id)],
    )
    row = _review(review, review.result, localdate(timezone.now()))
    context = {"association": review.association, "row": row, "review": review}
    return render(request, "associations/review/outcome.html", context)
