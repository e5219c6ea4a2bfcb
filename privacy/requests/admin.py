"""The queue of requests, for administrators and for the responsible person.

Whoever may change requests of persons there acts on them; everybody else only looks.
"""

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db.models import F, QuerySet
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect
from django.urls import path
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_POST

from accounts.admin.read_only import ReadOnlyAdmin
from language.cleaning import clean
from language.formats import day
from privacy.archive.queries import held_of
from privacy.erasure.errors import ErasureError
from privacy.erasure.queries import last_owned_by
from privacy.models import PersonRequest
from privacy.requests import clocks
from privacy.requests.actions import actions_for
from privacy.requests.errors import RequestError
from privacy.requests.forms import OwnedForm
from privacy.requests.queries import overdue, waiting
from privacy.requests.services import person_asking
from privacy.requests.wording import PROBLEMS
from registry.working_days import is_listed

CHANGE = "admin:privacy_personrequest_change"
# In the session: [number of the request, name of the action, what was typed], after an error.
TYPED = "typed_on_request"
LONGEST = 2000


class StandingFilter(admin.SimpleListFilter):
    title = gettext_lazy("standing")
    parameter_name = "standing"

    def lookups(self, request: HttpRequest, model_admin) -> list[tuple[str, str]]:
        return [("open", _("open")), ("overdue", _("overdue"))]

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        if self.value() == "open":
            return queryset.filter(pk__in=waiting().values("pk"))
        if self.value() == "overdue":
            return queryset.filter(pk__in=overdue(timezone.now()).values("pk"))
        return queryset


@admin.register(PersonRequest)
class PersonRequestAdmin(ReadOnlyAdmin):
    list_display = ("kind", "standing", "due_on", "received_at", "state", "email")
    list_filter = (StandingFilter, "kind", "is_own_doing")
    # What is due first stands first; what is closed comes after it.
    ordering = (F("closed_at").asc(nulls_first=True), "due_on", "pk")
    change_form_template = "admin/privacy/personrequest/change.html"

    @admin.display(description=gettext_lazy("standing"))
    def standing(self, request: PersonRequest) -> str:
        return standing_of(request, timezone.now())

    def get_urls(self) -> list:
        view = self.admin_site.admin_view(self.act)
        name = "privacy_personrequest_action"
        route = path("<int:pk>/<slug:action>/lam/", view, name=name)
        return [route, *super().get_urls()]

    def may_act(self, request: HttpRequest) -> bool:
        return request.user.has_perm("privacy.change_personrequest")

    def change_view(
        self,
        request: HttpRequest,
        object_id: str,
        form_url: str = "",
        extra_context=None,
    ) -> HttpResponse:
        asked = self.get_object(request, object_id)
        if asked is None:
            return super().change_view(request, object_id, form_url)
        extra = {
            "asked": asked,
            "standing": standing_of(asked, timezone.now()),
            "steps": asked.steps.select_related("by"),
            "actions": actions_for(asked) if self.may_act(request) else {},
            "typed": _typed(request, asked),
            "kept": held_of(person_asking(asked)) if asked.is_open else [],
            "owned": _owned_form(asked),
        }
        return super().change_view(request, object_id, form_url, extra)

    def act(self, request: HttpRequest, pk: int, action: str) -> HttpResponse:
        return require_POST(self._act)(request, pk, action)

    def _act(self, request: HttpRequest, pk: int, name: str) -> HttpResponse:
        if not self.may_act(request):
            raise PermissionDenied
        asked = get_object_or_404(PersonRequest, pk=pk)
        action = actions_for(asked).get(name)
        if action is None:
            # Another administrator was quicker, or there is no such action.
            messages.error(request, _("This cannot be done any more."))
            return redirect(CHANGE, pk)
        words = clean(request.POST.get("words", ""))[:LONGEST]
        terms = {action.words: words} if action.words else {}
        if action.has_choices:
            terms["choices"] = _choices(request, asked)
        if action.needs_tick and "sure" not in request.POST:
            words_for = _("Please tick that you are sure; nothing was changed.")
            return _refused(request, pk, name, words, words_for)
        try:
            action.run(request=asked, by=request.user, now=timezone.now(), **terms)
        except (RequestError, ErasureError) as error:
            return _refused(request, pk, name, words, PROBLEMS[error.code])
        messages.success(request, action.done)
        return redirect(CHANGE, pk)


def _owned_form(asked: PersonRequest, posted: QueryDict | None = None) -> OwnedForm:
    """Of the account that goes by this request, as whoever deletes their own is asked."""
    user = person_asking(asked).user if asked.is_open else None
    return OwnedForm(posted, last_owned=last_owned_by(user) if user else [])


def _choices(request: HttpRequest, asked: PersonRequest) -> dict[str, str]:
    """What is missing or is none of the choices is left out: it is refused as missing."""
    form = _owned_form(asked, request.POST)
    form.is_valid()
    return form.choices


def _refused(
    request: HttpRequest, pk: int, name: str, words: str, problem: str
) -> HttpResponse:
    request.session[TYPED] = [pk, name, words]
    messages.error(request, problem)
    return redirect(CHANGE, pk)


def _typed(request: HttpRequest, asked: PersonRequest) -> dict[str, str]:
    """By the name of the action it was typed for; told once."""
    pk, name, words = request.session.get(TYPED, (None, "", ""))
    if pk != asked.pk:
        return {}
    del request.session[TYPED]
    return {name: words}


def standing_of(asked: PersonRequest, now) -> str:
    """How it stands with its terms, in words."""
    if not asked.is_open:
        return _("closed on %(day)s") % {"day": day(asked.closed_at)}
    if not asked.acknowledged_at:
        return _("acknowledge: %(left)s") % {"left": _left(asked.acknowledge_by, now)}
    return _("answer: %(left)s") % {"left": _left(asked.due_on, now)}


def _left(end, now) -> str:
    days = clocks.days_left(end, now)
    if days < 0 or clocks.is_overdue(end, now):
        late = ngettext(
            "%(days)s working day late", "%(days)s working days late", abs(days)
        )
        return late % {"days": abs(days)}
    left = ngettext("%(days)s working day left", "%(days)s working days left", days) % {
        "days": days
    }
    if is_listed(end.year):
        return left
    return _("%(left)s (the holidays of %(year)s are not listed yet)") % {
        "left": left,
        "year": end.year,
    }
