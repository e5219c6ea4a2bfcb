"""Officers vet providers: the queue, one application, one criterion at a time."""

from collections.abc import Callable
from datetime import datetime

from django.contrib import messages
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from accounts.access.actions import Action
from accounts.models import Organisation
from associations.lists import own_association, page_of
from associations.vetting.describe import (
    customer_of,
    declared_in,
    description_of,
    row_of,
)
from associations.vetting.forms import FewField, HandForm, ScoreForm, WordsForm
from associations.vetting.queries import (
    PARTS,
    applications_to,
    counts_of,
    to_take,
    with_me,
)
from associations.vetting.wording import PARTS_NAMES
from language.ids import uuid_in
from providers.errors import ProviderError
from providers.models import Application, Reference
from providers.vetting.applications.files import record_opening
from providers.vetting.applications.queries import applications, criteria_of, files_of
from providers.vetting.decisions import services as decisions
from providers.vetting.evaluations import services as evaluations
from providers.vetting.evaluations.queries import (
    evaluation_of,
    officers_to_hand_to,
    outcome,
)
from providers.vetting.references.queries import customers_heard
from providers.vetting.references.services import LONGEST_DOUBT, doubt
from providers.vetting.wording import problem
from survey.evidence.handing import download

MOST_WORDS = {"relation": evaluations.LONGEST_REASON, "doubt": LONGEST_DOUBT}


def own_application(
    request: HttpRequest, public_id, application_id
) -> tuple[Organisation, Application]:
    """One that was sent to the association for which this visitor vets."""
    association = own_association(request, public_id, Action.VET)
    # A draft belongs to the provider alone.
    sent = applications().filter(association=association, sent_at__isnull=False)
    application = get_object_or_404(sent, public_id=application_id)
    # Read once: rights and letters ask for it again.
    application.association = association
    return association, application


@never_cache
@require_safe
def queue(request: HttpRequest, public_id) -> HttpResponse:
    association = own_association(request, public_id, Action.VET)
    asked = request.GET.get("xem", "")
    part = asked if asked in PARTS else ""
    counts = counts_of(association)
    page = page_of(request, applications_to(association, part), counts[part])
    today = localdate(timezone.now())
    # The same lists as on the first page of the association, of this page alone.
    shown = [row.pk for row in page]
    mine = set(_keys(with_me(association, request.user), shown))
    free = set(_keys(to_take(association, request.user), shown))
    rows = [
        row_of(row, today) | {"is_mine": row.pk in mine, "is_free": row.pk in free}
        for row in page
    ]
    context = {
        "association": association,
        "page": page,
        "rows": rows,
        "part": part,
        "parts": [(word, PARTS_NAMES[word], counts[word]) for word in PARTS],
    }
    return render(request, "associations/vetting/queue.html", context)


def _keys(rows: QuerySet[Application], shown: list[int]) -> QuerySet:
    return rows.filter(pk__in=shown).values_list("pk", flat=True)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def application(request: HttpRequest, public_id, application_id) -> HttpResponse:
    """All of one application, and what this officer may do with it."""
    _association, own = own_application(request, public_id, application_id)
    now = timezone.now()
    forms = _forms(request)
    _ask_why_few(own, forms["decide"])
    trouble = ""
    if request.method == "POST":
        try:
            if _do(request, own, forms, now):
                return redirect(
                    "associations:vetting_application", public_id, application_id
                )
        except ProviderError as error:
            trouble = problem(error.code)
            own.refresh_from_db()
    context = description_of(own, request.user, now) | {
        "forms": forms,
        "hand_form": _hand_form(request, own),
        "trouble": trouble,
        # Somebody was faster, and its form may be gone: it is given back beside the reason.
        "typed": _typed(request) if trouble else "",
        "sent_form": forms.get(request.POST.get("deed", "")),
    }
    for customer in context["customers"]:
        customer["doubt"] = _doubt_form(request, customer["reference"], forms["doubt"])
    return render(request, "associations/vetting/application.html", context)


def _typed(request: HttpRequest) -> str:
    fields = ("words", "few", "reason")
    return "\n\n".join(filter(None, map(request.POST.get, fields)))


def _forms(request: HttpRequest) -> dict[str, WordsForm]:
    """Those in which words are typed, by what is done with them."""
    labels = {
        "note": (_("Question to the provider"), ""),
        "return": (_("What is to be completed"), _("The provider reads it.")),
        "decide": (_("Reasons of the decision"), _("The provider reads them.")),
        "suspend": (_("Why it is suspended"), _("The provider reads it.")),
        "lift": (_("Why the suspension ends"), _("The provider reads it.")),
        "revoke": (_("Why the vetting is withdrawn"), _("The provider reads it.")),
        "relation": (_("What the relation is"), _("Only your association reads it.")),
        "doubt": (_("What you heard when you rang"), ""),
    }
    deed = request.POST.get("deed", "")
    data = request.POST if request.method == "POST" else None
    forms = {}
    for name, (label, hint) in labels.items():
        forms[name] = WordsForm(
            data if name == deed else None,
            label=label,
            hint=hint,
            most=MOST_WORDS.get(name, decisions.LONGEST_WORDS),
            auto_id=f"{name}_%s",
        )
    return forms


def _ask_why_few(own: Application, form: WordsForm) -> None:
    """Only where it is about to be approved with fewer customers than are asked for."""
    found = outcome(own) if own.state == Application.State.SETTLED else None
    if found is None or not found.passes:
        return
    heard = customers_heard(own)
    if not heard.are_enough:
        form.fields["few"] = FewField(heard)


def _hand_form(request: HttpRequest, own: Application) -> HandForm:
    is_sent = request.POST.get("deed") == "hand"
    officers = officers_to_hand_to(own, request.user)
    return HandForm(
        request.POST if is_sent else None, officers=officers, auto_id="hand_%s"
    )


def _hand(request: HttpRequest, own: Application, now: datetime) -> bool:
    form = _hand_form(request, own)
    if not form.is_valid():
        return False
    officer = form.cleaned_data["officer"]
    evaluations.hand_to(application=own, officer=officer, by=request.user, now=now)
    messages.success(request, _("Handed over: your colleague gets a letter."))
    return True


def _doubt_form(
    request: HttpRequest, reference: Reference, sent: WordsForm
) -> WordsForm:
    """One beside each customer: what was wrong with the one that was sent stands there."""
    own_id = f"doubt_{reference.public_id}_%s"
    if request.POST.get("customer") != str(reference.public_id):
        label = sent.fields["words"].label
        return WordsForm(label=label, most=LONGEST_DOUBT, auto_id=own_id)
    sent.auto_id = own_id
    return sent


def _do(
    request: HttpRequest,
    own: Application,
    forms: dict[str, WordsForm],
    now: datetime,
) -> bool:
    """Whether it is done; not where something typed is to be mended."""
    deed, by = request.POST.get("deed", ""), request.user
    # What needs words is one of these forms; what does not is a button.
    form = forms.get(deed)
    if form is not None:
        if not form.is_valid():
            return False
        if deed == "decide":
            decisions.decide(application=own, **form.cleaned_data, by=by, now=now)
        else:
            _say(request, own, deed, form.cleaned_data["words"], now)
        return True
    if deed == "hand":
        return _hand(request, own, now)
    if deed == "take":
        evaluations.take(application=own, officer=by, now=now)
    elif deed == "ask":
        decisions.ask(application=own, by=by, now=now)
    elif deed in ("leave", "hand_in"):
        evaluation = evaluation_of(own, by)
        if evaluation is None:
            return False
        if deed == "leave":
            evaluations.leave(evaluation=evaluation, by=by, now=now)
        else:
            evaluations.hand_in(evaluation=evaluation, now=now)
            messages.success(request, _("Handed in."))
    else:
        return False
    return True


def _say(
    request: HttpRequest, own: Application, deed: str, words: str, now: datetime
) -> None:
    by = request.user
    if deed == "relation":
        evaluations.declare_relation(
            association=own.association,
            provider=own.provider,
            person=by,
            words=words,
            now=now,
        )
        return
    if deed == "doubt":
        key = uuid_in(request.POST.get("customer"))
        reference = get_object_or_404(own.references, public_id=key)
        # Its provider and its association are read already.
        reference.application = own
        doubt(reference=reference, words=words, by=by, now=now)
        return
    deeds: dict[str, Callable] = {
        "note": decisions.note_inquiry,
        "return": decisions.give_back,
        "suspend": decisions.suspend,
        "lift": decisions.lift,
        "revoke": decisions.revoke,
    }
    deeds[deed](application=own, words=words, by=by, now=now)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def criterion(
    request: HttpRequest, public_id, application_id, name: str
) -> HttpResponse:
    """What is said of one criterion with its documents, and the score of this officer."""
    association, own = own_application(request, public_id, application_id)
    criteria = criteria_of(own)
    wanted = criteria.criterion(name)
    if wanted is None:
        raise Http404
    evaluation = evaluation_of(own, request.user)
    # Shown as it was given, so that it can be thought over.
    score = evaluation.scores.filter(criterion=name).first() if evaluation else None
    initial = {"points": score.points, "reason": score.reason} if score else None
    is_judging = evaluation is not None and evaluation.state == evaluation.State.OPEN
    is_post = request.method == "POST"
    sent = request.POST if is_post and is_judging else None
    form = ScoreForm(sent, initial=initial, criteria=criteria)
    if sent and form.is_valid():
        try:
            evaluations.record_score(
                evaluation=evaluation,
                criterion=name,
                **form.cleaned_data,
                now=timezone.now(),
            )
        except ProviderError as error:
            form.add_error(None, problem(error.code))
        else:
            return _on(public_id, application_id, criteria, evaluation, name)
    is_late = is_post and not is_judging
    context = declared_in(own, wanted) | {
        "association": association,
        "application": own,
        "provider": own.provider,
        "criterion": wanted,
        "score_form": form,
        "is_judging": is_judging,
        # Handed in or given back in another window.
        "trouble": problem("closed") if is_late else "",
        "typed": _typed(request) if is_late else "",
        "customers": _customers(own, criteria) if wanted.named else (),
    }
    return render(request, "associations/vetting/criterion.html", context)


def _customers(own: Application, criteria) -> list[dict]:
    rows = own.references.select_related("doubted_by")
    return [customer_of(criteria, row) for row in rows]


def _on(public_id, application_id, criteria, evaluation, name: str) -> HttpResponse:
    """To the next one without a score, else back to the whole."""
    # Forward first, then what was left out before.
    scored = set(evaluation.scores.values_list("criterion", flat=True))
    names = [each.id for each in criteria.criteria]
    place = names.index(name)
    for each in [*names[place:], *names[:place]]:
        if each not in scored:
            return redirect(
                "associations:vetting_criterion", public_id, application_id, each
            )
    return redirect("associations:vetting_application", public_id, application_id)


@never_cache
@require_safe
def file(request: HttpRequest, public_id, application_id, file_id) -> HttpResponse:
    _association, own = own_application(request, public_id, application_id)
    kept = get_object_or_404(files_of(own), public_id=file_id)
    kept.application = own
    # Whoever opens a document of others leaves a trace.
    record_opening(file=kept, by=request.user, now=timezone.now())
    return download(kept)
