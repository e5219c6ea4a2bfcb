"""The officer's side: beginning, typing, asking the owner, and typing the code read out."""

from django.contrib import messages
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from accounts.access.actions import Action, require
from accounts.access.visitors import visitor_of
from accounts.held import is_claimed
from accounts.ratelimit import is_limited
from associations.assisted import services, wording
from associations.assisted.forms import (
    AskForm,
    AskInAccountForm,
    BeginForm,
    CodeForm,
)
from associations.assisted.queries import (
    for_members,
    rounds_of_association,
    waiting_for_owners,
)
from associations.assisted.shown import digest_of
from associations.assisted.storage import AssistedStorage
from associations.errors import AssociationError
from associations.lists import own_association, page_of
from associations.models import AssistedRound, Member
from indexes.offers import open_indexes
from survey.answers.progress import progress_of
from survey.errors import SurveyError
from survey.questionnaire.forms import PageForm
from survey.questionnaire.views import Questionnaire
from survey.questionnaire.views_answers import save_one
from survey.rounds.views_start import (
    chosen_version,
    index_choices,
    industries_by_trade,
    suiting_offer,
)

READ_AND_SEND = ["GET", "HEAD", "POST"]
CONTINUE = "tiep"


@never_cache
@require_safe
def rounds(request: HttpRequest, public_id) -> HttpResponse:
    """What is typed for members, and what their owners said."""
    association = own_association(request, public_id)
    only_waiting = "cho" in request.GET
    listed = waiting_for_owners if only_waiting else rounds_of_association
    page = page_of(request, listed(association))
    context = {
        "association": association,
        "page": page,
        "rows": list(map(_row, page)),
        "only_waiting": only_waiting,
    }
    return render(request, "associations/assisted/list.html", context)


def _row(assisted: AssistedRound) -> dict:
    return {
        "assisted": assisted,
        "typed": wording.typed_by(assisted),
        "standing": wording.standing(assisted),
    }


@never_cache
@require_http_methods(READ_AND_SEND)
def begin(request: HttpRequest, public_id, member_id) -> HttpResponse:
    association = own_association(request, public_id, Action.FOLLOW_UP)
    members = association.members.select_related("association", "enterprise")
    member = get_object_or_404(members, public_id=member_id)
    try:
        services.refuse_typing(member)
    except AssociationError as error:
        return _not_begun(request, member, error)
    versions = open_indexes()
    form = BeginForm(
        request.POST or None,
        initial=_known(member),
        indexes=index_choices(versions),
        by_industry=industries_by_trade(versions),
    )
    if request.method == "POST" and form.is_valid():
        version = chosen_version(versions, form)
        version = version or suiting_offer(versions, form).version
        try:
            assisted = _begin(request, member, form, version)
        except AssociationError as error:
            form.add_error(None, wording.PROBLEMS[error.code])
        else:
            return redirect(first_page(assisted))
    context = {"association": association, "member": member, "form": form}
    return render(request, "associations/assisted/begin.html", context)


def _not_begun(
    request: HttpRequest,
    member: Member,
    error: AssociationError,
) -> HttpResponse:
    """Why, before anything is typed in vain."""
    context = {
        "association": member.association,
        "member": member,
        "why": wording.PROBLEMS[error.code],
    }
    return render(request, "associations/assisted/not_begun.html", context)


def _known(member: Member) -> dict:
    names = ("name", "sector", "area", "tax_code")
    return {name: getattr(member, name) for name in names}


def _begin(
    request: HttpRequest, member: Member, form: BeginForm, version
) -> AssistedRound:
    profile = form.cleaned_data.copy()
    for name in ("index", "was_asked", "way"):
        # How the typing was agreed on, and which index was meant, is nothing of the
        # firm itself.
        del profile[name]
    return services.begin_typing(
        member=member,
        profile=profile,
        index_version=version,
        industry=form.industry,
        way=form.cleaned_data["way"],
        by=request.user,
        now=timezone.now(),
    )


def first_page(assisted: AssistedRound) -> str:
    return AssistedStorage(assisted, assisted.typed_by).page_url(CONTINUE)


def _typed(request: HttpRequest, assisted_id) -> AssistedRound:
    """For whoever follows members of this association up; 404 for everybody else.

    Once a member has left there is nothing of it any more.
    """
    # Of members of all associations: which one it is, and so who may, the row itself
    # tells.
    served = for_members(Member.objects.all())
    assisted = get_object_or_404(served, public_id=assisted_id)
    require(visitor_of(request), Action.FOLLOW_UP, assisted.association)
    return assisted


@method_decorator([never_cache, require_http_methods(READ_AND_SEND)], name="dispatch")
class AssistedQuestionnaire(Questionnaire):
    """As long as the owner has not answered; then the officer sees what consents tell."""

    template_name = "associations/assisted/page.html"
    done_step_name = "xong"
    storage: AssistedStorage

    def dispatch(self, request: HttpRequest, assisted_id, step: str) -> HttpResponse:
        assisted = _typed(request, assisted_id)
        if not assisted.is_open or assisted.assessment.index.needs_variant:
            return redirect("associations:assisted_state", assisted_id)
        return self.ask(AssistedStorage(assisted, request.user), step)

    def closed(self) -> HttpResponse:
        return redirect("associations:assisted_state", self.storage.assisted.public_id)

    def get_step_url(self, step: str) -> str:
        if step != self.done_step_name:
            return super().get_step_url(step)
        return _state_url(self.storage.assisted)

    def get_context_data(self, form: PageForm, **kwargs) -> dict:
        context = super().get_context_data(form, **kwargs)
        return context | {"assisted": self.storage.assisted}


def _state_url(assisted: AssistedRound) -> str:
    return reverse("associations:assisted_state", args=[assisted.public_id])


@never_cache
@require_POST
def answer(request: HttpRequest, assisted_id, code: str) -> HttpResponse:
    """One question saved by itself while the page stays open."""
    assisted = _typed(request, assisted_id)
    if not assisted.is_open:
        raise Http404
    try:
        return save_one(request, AssistedStorage(assisted, request.user), code)
    except SurveyError as error:
        raise Http404 from error


@never_cache
@require_safe
def state(request: HttpRequest, assisted_id) -> HttpResponse:
    return _state(request, _typed(request, assisted_id))


def _state(
    request: HttpRequest,
    assisted: AssistedRound,
    ask: Form | None = None,
    code: CodeForm | None = None,
) -> HttpResponse:
    """How far it is. Answers stand on none of it: those are on the pages of the questionnaire."""
    context = _row(assisted) | {"association": assisted.association}
    if assisted.is_open:
        context |= {
            "progress": progress_of(assisted.assessment),
            "first_url": AssistedStorage(assisted, request.user).page_url(CONTINUE),
            "in_account": is_claimed(assisted.assessment.organisation),
            "ask": ask or _ask_form(assisted),
            "code": code or CodeForm(),
            **_letter(assisted),
        }
    return render(request, "associations/assisted/state.html", context)


def _letter(assisted: AssistedRound) -> dict:
    """Whether the one that went out is still about what stands there."""
    if assisted.asked_at is None:
        return {}
    is_changed = digest_of(assisted.assessment) != assisted.asked_digest
    is_in_time = assisted.takes_code_at(timezone.now())
    return {"is_changed": is_changed, "takes_code": is_in_time and not is_changed}


def _ask_form(assisted: AssistedRound, data: QueryDict | None = None) -> Form:
    if assisted.is_open and is_claimed(assisted.assessment.organisation):
        return AskInAccountForm(data)
    return AskForm(data, initial={"email": assisted.member.email})


@never_cache
@require_POST
def ask(request: HttpRequest, assisted_id) -> HttpResponse:
    assisted = _typed(request, assisted_id)
    form = _ask_form(assisted, request.POST)
    if not form.is_valid():
        return _state(request, assisted, ask=form)
    try:
        services.ask_to_confirm(
            assisted=assisted,
            email=form.cleaned_data.get("email", ""),
            language=form.cleaned_data.get("language", ""),
            by=request.user,
            now=timezone.now(),
        )
    except AssociationError as error:
        form.add_error(_at(form, error.code), wording.PROBLEMS[error.code])
        return _state(request, assisted, ask=form)
    messages.success(request, _("The letter with the link and the code is on its way."))
    return redirect("associations:assisted_state", assisted_id)


# What another address would mend.
OF_ADDRESS = {"own_address", "another_address", "letter_not_sent"}


def _at(form: Form, code: str) -> str | None:
    return "email" if code in OF_ADDRESS and "email" in form.fields else None


@never_cache
@require_POST
def code(request: HttpRequest, assisted_id) -> HttpResponse:
    assisted = _typed(request, assisted_id)
    form = CodeForm(request.POST)
    if not form.is_valid():
        return _state(request, assisted, code=form)
    half_an_hour = int(services.CODE_FOR.total_seconds())
    tries = {"most": services.CODE_TRIES, "seconds": half_an_hour}
    # By the round and not by the officer: several of them must not try a code in turns.
    if is_limited("assisted-code", str(assisted.public_id), **tries):
        form.add_error("code", wording.PROBLEMS["too_many_tries"])
        return _state(request, assisted, code=form)
    try:
        services.confirm_by_code(
            assisted=assisted,
            code=form.cleaned_data["code"],
            by=request.user,
            now=timezone.now(),
        )
    except AssociationError as error:
        form.add_error("code", wording.PROBLEMS[error.code])
        return _state(request, assisted, code=form)
    messages.success(request, _("Confirmed: the round counts from now on."))
    return redirect("associations:assisted_state", assisted_id)
