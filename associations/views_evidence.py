"""Looking at the evidence of an enterprise that allows it, and saying of each file whether it is accepted."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from accounts.access import Scope, fetch_followed, grantee_of, visitor_of
from accounts.models import Organisation
from associations.email import tell_owners_of_review
from associations.forms import VerdictForm
from language.texts import in_language
from survey.answers.queries import answers_of
from survey.answers.words import answer_text
from survey.errors import SurveyError
from survey.evidence.queries import all_evidence, evidence_by_question
from survey.evidence.services import review_evidence
from survey.models import Evidence, Result
from survey.results.openings import record_opening
from survey.results.queries import results as all_results
from survey.wording import problem


def _reviewed(request: HttpRequest, public_id) -> tuple[Result, Organisation]:
    """The result, and the association this visitor reviews for; members of the enterprise do not judge their own."""
    result, scope = fetch_followed(
        request, all_results(), Scope.EVIDENCE, public_id=public_id
    )
    reviewer = (
        grantee_of(visitor_of(request), result.organisation, scope)
        if scope is Scope.EVIDENCE
        else None
    )
    if reviewer is None:
        raise PermissionDenied
    return result, reviewer


@never_cache
@require_safe
def evidence(request: HttpRequest, public_id) -> HttpResponse:
    return _shown(request, *_reviewed(request, public_id))


def _shown(
    request: HttpRequest,
    result: Result,
    reviewer: Organisation,
    answered: VerdictForm | None = None,
) -> HttpResponse:
    """Every showing is noted for the enterprise: answers and names of files stand on the page."""
    through, now = [str(reviewer.public_id)], timezone.now()
    record_opening(
        result=result,
        scope=Scope.EVIDENCE,
        part="evidence",
        by=request.user,
        now=now,
        through=through,
    )
    return render(
        request, "associations/evidence.html", _page(result, reviewer, answered)
    )


def _page(
    result: Result, reviewer: Organisation, answered: VerdictForm | None = None
) -> dict:
    index, answers = result.assessment.index, answers_of(result.assessment)
    files = evidence_by_question(result.assessment)
    questions = [
        {
            "code": code,
            "ask": in_language(index.questions[code]["ask"]),
            "said": answer_text(index, answers.get(code)),
            "kinds": [in_language(name) for _id, name in index.proof_kinds(code)],
            "files": [
                {"file": one, "form": _form_of(one, answered)} for one in files[code]
            ],
        }
        for code in index.codes
        if code in files
    ]
    waiting = sum(not one.verdict for found in files.values() for one in found)
    return {
        "result": result,
        "assessment": result.assessment,
        "enterprise": result.organisation,
        "reviewer": reviewer,
        "questions": questions,
        "waiting": waiting,
        "form": answered,
    }


def _form_of(evidence: Evidence, answered: VerdictForm | None) -> VerdictForm:
    if answered is not None and answered.prefix == f"f{evidence.pk}":
        return answered
    return VerdictForm(
        prefix=f"f{evidence.pk}",
        initial={"verdict": evidence.verdict, "note": evidence.note},
    )


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def review(request: HttpRequest, public_id, evidence_id) -> HttpResponse:
    """One verdict; opened by hand it leads to the page with all files."""
    result, reviewer = _reviewed(request, public_id)
    found = get_object_or_404(
        all_evidence(), assessment=result.assessment, public_id=evidence_id
    )
    if request.method != "POST":
        return redirect("associations:evidence", public_id)
    form = VerdictForm(request.POST, prefix=f"f{found.pk}")
    if form.is_valid() and _record_verdict(request, found, reviewer, form):
        tell_owners_of_review(assessment=result.assessment, reviewer=reviewer)
        messages.success(request, _("Kept. The enterprise is told and sees the note."))
        return redirect("associations:evidence", public_id)
    return _shown(request, result, reviewer, form)


def _record_verdict(
    request: HttpRequest, found: Evidence, reviewer: Organisation, form: VerdictForm
) -> bool:
    try:
        review_evidence(
            evidence=found,
            **form.cleaned_data,
            by=request.user,
            reviewer=reviewer,
            now=timezone.now(),
        )
    except SurveyError as error:
        if error.code == "evidence_removed":
            raise Http404 from error
        form.add_error("note", problem(error.code))
        return False
    return True
