"""The owner attaches and takes away files; whoever may see one gets it as a download."""

from http import HTTPStatus

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

from accounts.access.actions import Action
from accounts.access.fetching import fetch, fetch_followed
from accounts.access.scopes import Scope, seen_through
from accounts.access.visitors import person_of, visitor_of
from accounts.ratelimit import asker_of, is_limited
from indexes.index.model import Index
from language.formats import lasting
from language.texts import in_language
from registry.retention import kept_for
from survey.answers.queries import answers_of
from survey.answers.words import answer_text
from survey.errors import SurveyError
from survey.evidence import services
from survey.evidence.forms import EvidenceForm
from survey.evidence.handing import download
from survey.evidence.queries import all_evidence, evidence_by_question
from survey.models import Answer, Assessment, Evidence
from survey.rounds.queries import assessments
from survey.rounds.redirects import result_url
from survey.wording import problem

FILES_AN_HOUR = 60  # of one person, or from one place without an account


@login_not_required
@never_cache
@require_safe
def evidence(request: HttpRequest, public_id) -> HttpResponse:
    """Every answer that earns something, by pillar, and how many files stand beside it."""
    assessment = fetch(request, assessments(), Action.WRITE, public_id=public_id)
    files = evidence_by_question(assessment)
    is_submitted = assessment.state == Assessment.State.SUBMITTED
    context = {
        "assessment": assessment,
        "enterprise": assessment.organisation,
        "parts": _parts(assessment.index, answers_of(assessment), files),
        "files": sum(len(beside_answer) for beside_answer in files.values()),
        "proved": len(files),
        "result_url": result_url(assessment.results.first()) if is_submitted else "",
        "kept_for": lasting(kept_for("evidence").days),
    }
    return render(request, "survey/evidence.html", context)


def _parts(
    index: Index, answers: dict[str, Answer], files: dict[str, list[Evidence]]
) -> list[dict]:
    """The pillars with an answer that could be proved."""
    rows: dict[str, list[dict]] = {}
    for code in index.codes:
        answer = answers.get(code)
        if code in files or (answer and answer.level):
            row = _row(index, code, answer, files.get(code, []))
            rows.setdefault(index.questions[code]["pillar"], []).append(row)

    sections = (pillar for pillar in index.sections if pillar["code"] in rows)
    return [_part(pillar, rows[pillar["code"]]) for pillar in sections]


def _row(index: Index, code: str, answer: Answer | None, files: list[Evidence]) -> dict:
    return {
        "code": code,
        "name": in_language(index.questions[code]["name"]),
        "said": answer_text(index, answer),
        "files": files,
        "declined": any(file.verdict == Evidence.Verdict.DECLINED for file in files),
    }


def _part(pillar: dict, rows: list[dict]) -> dict:
    return {
        "name": in_language(pillar["name"]),
        "rows": rows,
        "files": sum(len(row["files"]) for row in rows),
    }


@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def evidence_of(request: HttpRequest, public_id, code: str) -> HttpResponse:
    """The files beside one answer, and the form to add one."""
    assessment = fetch(request, assessments(), Action.WRITE, public_id=public_id)
    if code not in assessment.index.codes:
        raise Http404
    is_sent = request.method == "POST"
    form = EvidenceForm(request.POST, request.FILES) if is_sent else EvidenceForm()
    status = HTTPStatus.OK
    if is_sent and form.is_valid():
        if is_limited("evidence", asker_of(request), most=FILES_AN_HOUR, seconds=3600):
            form.add_error("file", problem("too_many_uploads"))
            status = HTTPStatus.TOO_MANY_REQUESTS
        elif _add(request, assessment, code, form):
            return redirect("survey:evidence_of", public_id, code)
    context = _page_of_answer(assessment, code) | {"form": form}
    return render(request, "survey/evidence_of.html", context, status=status)


def _page_of_answer(assessment: Assessment, code: str) -> dict:
    index = assessment.index
    question, answer = index.questions[code], answers_of(assessment).get(code)
    return {
        "assessment": assessment,
        "enterprise": assessment.organisation,
        "code": code,
        "ask": in_language(question["ask"]),
        "said": answer_text(index, answer),
        "proof": in_language(question.get("help", {}).get("proof")),
        "kinds": [in_language(name) for _id, name in index.proof_kinds(code)],
        "files": evidence_by_question(assessment).get(code, []),
        "most": services.MOST_PER_ANSWER,
    }


def _add(
    request: HttpRequest, assessment: Assessment, code: str, form: EvidenceForm
) -> bool:
    file = form.cleaned_data["file"]
    try:
        services.add_evidence(
            assessment=assessment,
            question=code,
            name=file.name,
            content=file.read(),
            by=person_of(request),
            now=timezone.now(),
        )
    except SurveyError as error:
        form.add_error("file", problem(error.code, **error.params))
        return False
    messages.success(request, _("The file is kept beside this answer."))
    return True


@login_not_required
@require_POST
def remove_evidence(request: HttpRequest, public_id, evidence_id) -> HttpResponse:
    assessment = fetch(request, assessments(), Action.WRITE, public_id=public_id)
    removed = _evidence_of(assessment, evidence_id)
    services.remove_evidence(
        evidence=removed, by=person_of(request), now=timezone.now()
    )
    words = _("The file is deleted. Only the note that there was one remains.")
    messages.success(request, words)
    return redirect("survey:evidence_of", public_id, removed.question)


def _evidence_of(assessment: Assessment, public_id) -> Evidence:
    return get_object_or_404(all_evidence(), assessment=assessment, public_id=public_id)


@login_not_required
@never_cache
@require_safe
def evidence_file(request: HttpRequest, public_id, evidence_id) -> HttpResponse:
    """The file itself, to the enterprise, and to whom it allowed after submission."""
    assessment, scope = fetch_followed(
        request, assessments(), Scope.EVIDENCE, public_id=public_id
    )
    if scope is not Scope.OWN and assessment.state != Assessment.State.SUBMITTED:
        raise Http404
    opened = _evidence_of(assessment, evidence_id)
    if scope is not Scope.OWN:
        visitor = visitor_of(request)
        enterprise, round_key = assessment.organisation, assessment.round_key
        through = seen_through(visitor, enterprise, scope, round_key)
        services.record_evidence_opening(
            evidence=opened, by=visitor.user, through=through, now=timezone.now()
        )
    return download(opened)
