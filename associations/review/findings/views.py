"""One review: its answers, one screen each, and what is done with it as a whole."""

from django.contrib import messages
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

from accounts.access.scopes import Scope
from associations.errors import AssociationError
from associations.models import Assignment, Finding
from associations.review.assignments.services import abstain, skip
from associations.review.decisions.services import hand_in
from associations.review.fetching import fetch_assignment
from associations.review.findings.forms import FindingForm, ReasonForm
from associations.review.findings.queries import phase_of
from associations.review.findings.screen import (
    Way,
    file_name,
    name_of,
    rows_of,
    screen,
    way_of,
)
from associations.review.findings.services import record_finding
from associations.review.wording import problem
from survey.evidence.handing import download, inside
from survey.evidence.queries import all_evidence, evidence_by_question
from survey.evidence.services import record_evidence_opening
from survey.results.branches import Branches
from survey.results.openings import record_opening
from survey.results.scored import ScoredResult

# Which field a problem stands beside; all others stand above the form.
BESIDE = {
    "reason_missing": "words",
    "question_missing": "words",
    "level_missing": "level",
    "same_level": "level",
    "other_level": "level",
    "nothing_declared": "level",
    "level_out_of_range": "level",
}
WORKED_AT = (Assignment.State.WAITING, Assignment.State.ASKING)


@never_cache
@require_safe
def review(request: HttpRequest, public_id) -> HttpResponse:
    assignment, scope = fetch_assignment(request, public_id)
    _note_opening(request, assignment, scope)
    return _show(request, assignment, ReasonForm())


def _show(
    request: HttpRequest, assignment: Assignment, form: ReasonForm
) -> HttpResponse:
    way = way_of(assignment)
    context = {
        "assignment": assignment,
        "review": assignment.review,
        "phase": phase_of(assignment.review),
        "name": name_of(assignment.review),
        "rows": rows_of(assignment, way),
        "hidden": way.hidden,
        "left": len(way.left),
        "first": next(iter(way.left), ""),
        "is_worked_at": assignment.state in WORKED_AT,
        "form": form,
    }
    return render(request, "associations/review/review.html", context)


def _note_opening(request: HttpRequest, assignment: Assignment, scope: Scope) -> None:
    """For the firm, which sees who looked and when."""
    record_opening(
        result=assignment.review.result,
        scope=scope,
        part="evidence",
        by=request.user,
        now=timezone.now(),
        through=[str(assignment.review.association.public_id)],
    )


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def answer(request: HttpRequest, public_id, code: str) -> HttpResponse:
    assignment, scope = fetch_assignment(request, public_id)
    way = way_of(assignment)
    if code not in way.codes:
        raise Http404
    if assignment.state not in WORKED_AT:
        return redirect("associations:review", public_id)
    form = _form(request, assignment, way, code)
    if request.method == "POST" and form.is_valid():
        found = _record(request, assignment, code, form)
        if found is not None:
            return _on(request, assignment, code)
    _note_opening(request, assignment, scope)
    context = screen(assignment, scope, code, way, form)
    return render(request, "associations/review/answer.html", context)


def _form(
    request: HttpRequest, assignment: Assignment, way: Way, code: str
) -> FindingForm:
    result = assignment.review.result
    finding = way.findings.get(code)
    level = Branches(ScoredResult(result)).declared(code)
    words = ""
    if finding and finding.verdict != Finding.Verdict.ASKED:
        level, words = finding.level, finding.words
    return FindingForm(
        request.POST if request.method == "POST" else None,
        index=result.index,
        code=code,
        initial={"level": level, "words": words},
    )


def _record(
    request: HttpRequest, assignment: Assignment, code: str, form: FindingForm
) -> Finding | None:
    verdict = request.POST.get("verdict", "")
    if verdict not in Finding.Verdict.values:
        form.add_error(None, _("Please press one of the three buttons."))
        return None
    try:
        return record_finding(
            assignment=assignment,
            question=code,
            verdict=verdict,
            level=form.cleaned_data["level"],
            words=form.cleaned_data["words"],
            by=request.user,
            now=timezone.now(),
        )
    except AssociationError as error:
        _refuse_gone(error)
        form.add_error(BESIDE.get(error.code), problem(error.code, **error.params))
        return None


def _refuse_gone(error: AssociationError) -> None:
    """The consent went while the page was open: then there is nothing here any more."""
    if error.code in ("not_shared", "replaced"):
        raise Http404 from error


def _on(request: HttpRequest, assignment: Assignment, code: str) -> HttpResponse:
    """To the next answer that is open; to the whole once there is none."""
    address = assignment.review.public_id
    following = way_of(assignment).next_open(code)
    if following:
        messages.success(request, _("Kept. Here is the next answer."))
        return redirect("associations:review_answer", address, following)
    messages.success(request, _("Kept. Nothing is left to look at for now."))
    return redirect("associations:review", address)


@never_cache
@require_safe
def file(request: HttpRequest, public_id, evidence_id) -> HttpResponse:
    """Inside of the page of its answer, or to keep where browsers show no such file."""
    assignment, scope = fetch_assignment(request, public_id)
    if scope is not Scope.EVIDENCE:
        raise Http404
    review = assignment.review
    evidence = get_object_or_404(
        all_evidence(), assessment=review.result.assessment, public_id=evidence_id
    )
    if evidence.question not in way_of(assignment).codes:
        raise Http404
    record_evidence_opening(
        evidence=evidence,
        by=request.user,
        through=[str(review.association.public_id)],
        now=timezone.now(),
    )
    files = evidence_by_question(review.result.assessment)[evidence.question]
    name = file_name(review, evidence, files.index(evidence) + 1)
    hand_over = download if "tai" in request.GET else inside
    return hand_over(evidence, name)


@never_cache
@require_POST
def end(request: HttpRequest, public_id) -> HttpResponse:
    """Hand in what was found, or leave it for the end of the queue."""
    assignment, _scope = fetch_assignment(request, public_id)
    is_later = request.POST.get("answer") == "later"
    write = skip if is_later else hand_in
    try:
        write(assignment=assignment, by=request.user, now=timezone.now())
    except AssociationError as error:
        _refuse_gone(error)
        messages.error(request, problem(error.code))
        return redirect("associations:review", public_id)
    if is_later:
        words = _("It stands at the end of your list now.")
    else:
        words = _("Handed in. Thank you for looking so carefully.")
    messages.success(request, words)
    association = assignment.review.association
    return redirect("associations:review_queue", association.public_id)


@never_cache
@require_POST
def refuse(request: HttpRequest, public_id) -> HttpResponse:
    """Abstain, with a reason."""
    assignment, _scope = fetch_assignment(request, public_id)
    form = ReasonForm(request.POST)
    if form.is_valid():
        try:
            abstain(
                assignment=assignment,
                reason=form.cleaned_data["words"],
                by=request.user,
                now=timezone.now(),
            )
        except AssociationError as error:
            _refuse_gone(error)
            form.add_error("words", problem(error.code))
        else:
            words = _(
                "You abstain. Whoever leads the reviews gives it to somebody else."
            )
            messages.success(request, words)
            association = assignment.review.association
            return redirect("associations:review_queue", association.public_id)
    return _show(request, assignment, form)
