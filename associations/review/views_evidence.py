"""Looking at the evidence of an enterprise that allows it, and saying what each file proves."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from accounts.access.actions import Action, may, require
from accounts.access.fetching import fetch_followed
from accounts.access.reviewing import grantee_of
from accounts.access.scopes import Scope
from accounts.access.visitors import visitor_of
from accounts.models import Organisation
from associations.review.email import tell_owners_of_review
from associations.review.fetching import must_not_see
from associations.review.forms import VerdictForm
from indexes.index.model import Index
from language.texts import in_language
from survey.answers.queries import answers_of
from survey.answers.words import answer_text
from survey.errors import SurveyError
from survey.evidence.queries import all_evidence, evidence_by_question
from survey.evidence.services import review_evidence
from survey.models import Answer, Evidence, Result
from survey.results.openings import record_opening
from survey.results.queries import results as all_results
from survey.wording import problem


def _reviewed(request: HttpRequest, public_id) -> tuple[Result, Organisation]:
    """The result, and the association this visitor reviews for.

    Members of the enterprise do not judge their own.
    """
    result, scope = fetch_followed(
        request, all_results(), Scope.EVIDENCE, public_id=public_id
    )
    if scope is not Scope.EVIDENCE:
        raise PermissionDenied
    visitor, enterprise = visitor_of(request), result.organisation
    reviewer = grantee_of(visitor, enterprise, scope, result.round_key)
    # Verdicts stand there: whoever judges alone comes back when that is done.
    if reviewer is None or must_not_see(request.user, result.pk):
        raise PermissionDenied
    return result, reviewer


@never_cache
@require_safe
def evidence(request: HttpRequest, public_id) -> HttpResponse:
    result, reviewer = _reviewed(request, public_id)
    return _show(request, result, reviewer)


def _show(
    request: HttpRequest,
    result: Result,
    reviewer: Organisation,
    answered: VerdictForm | None = None,
) -> HttpResponse:
    # Noted for the enterprise: its answers and the names of its files stand on the page.
    record_opening(
        result=result,
        scope=Scope.EVIDENCE,
        part="evidence",
        by=request.user,
        now=timezone.now(),
        through=[str(reviewer.public_id)],
    )
    context = _page(result, answered) | {
        "reviewer": reviewer,
        "may_review": may(visitor_of(request), Action.REVIEW, reviewer),
    }
    return render(request, "associations/review/evidence.html", context)


def _page(result: Result, answered: VerdictForm | None) -> dict:
    index, answers = result.assessment.index, answers_of(result.assessment)
    files = evidence_by_question(result.assessment)
    proved = [code for code in index.codes if code in files]
    verdicts = [file.verdict for code in files for file in files[code]]
    return {
        "result": result,
        "assessment": result.assessment,
        "enterprise": result.organisation,
        "questions": [
            _question(index, code, answers.get(code), files[code], answered)
            for code in proved
        ],
        "waiting": verdicts.count(""),
        "form": answered,
    }


def _question(
    index: Index,
    code: str,
    answer: Answer | None,
    files: list[Evidence],
    answered: VerdictForm | None,
) -> dict:
    return {
        "code": code,
        "ask": in_language(index.questions[code]["ask"]),
        "said": answer_text(index, answer),
        "kinds": [in_language(name) for _id, name in index.proof_kinds(code)],
        "files": [{"file": file, "form": _form_of(file, answered)} for file in files],
    }


def _form_of(evidence: Evidence, answered: VerdictForm | None) -> VerdictForm:
    """The one that was just sent keeps what was typed; the others show what was found before."""
    prefix = f"f{evidence.pk}"
    if answered is not None and answered.prefix == prefix:
        return answered
    found_before = {"verdict": evidence.verdict, "note": evidence.note}
    return VerdictForm(prefix=prefix, initial=found_before)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def review(request: HttpRequest, public_id, evidence_id) -> HttpResponse:
    """One verdict; opened by hand it leads to the page with all files."""
    result, reviewer = _reviewed(request, public_id)
    reviewed = get_object_or_404(
        all_evidence(), assessment=result.assessment, public_id=evidence_id
    )
    # As after signing in anew: there is nothing to judge by without the form.
    if request.method != "POST":
        return redirect("associations:evidence", public_id)
    require(visitor_of(request), Action.REVIEW, reviewer)
    form = VerdictForm(request.POST, prefix=f"f{reviewed.pk}")
    if form.is_valid() and _record_verdict(request, reviewed, reviewer, form):
        tell_owners_of_review(assessment=result.assessment, reviewer=reviewer)
        messages.success(request, _("Kept. The enterprise is told and sees the note."))
        return redirect("associations:evidence", public_id)
    return _show(request, result, reviewer, form)


def _record_verdict(
    request: HttpRequest, reviewed: Evidence, reviewer: Organisation, form: VerdictForm
) -> bool:
    try:
        review_evidence(
            evidence=reviewed,
            **form.cleaned_data,
            by=request.user,
            reviewer=reviewer,
            now=timezone.now(),
        )
    except SurveyError as error:
        # Taken away by its owner while it was being judged.
        if error.code == "evidence_removed":
            raise Http404 from error
        form.add_error("note", problem(error.code))
        return False
    return True
