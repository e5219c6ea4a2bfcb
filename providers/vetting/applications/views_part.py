"""One page of an application: what is said of one criterion, its documents, its customers."""

from datetime import datetime

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.timezone import localdate
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from accounts.access.actions import Action, may, require
from accounts.access.visitors import visitor_of
from accounts.ratelimit import asker_of, is_limited
from language.ids import uuid_in
from language.texts import in_language
from providers.errors import ProviderError
from providers.models import Application
from providers.nearness import RELATIONS
from providers.vetting.applications.describe import gap_words
from providers.vetting.applications.files import add_file, remove_file
from providers.vetting.applications.forms import (
    CriterionForm,
    FileForm,
    RelationsForm,
    file_problem,
)
from providers.vetting.applications.missing import gaps_in
from providers.vetting.applications.queries import (
    criteria_of,
    declared,
    entered_in,
    files_of,
)
from providers.vetting.applications.services import save_declaration
from providers.vetting.applications.views import own_application
from providers.vetting.criteria.queries import Criterion
from providers.vetting.references.forms import CustomerForm
from providers.vetting.references.services import name_customer, remove_customer
from providers.vetting.wording import problem
from survey.errors import SurveyError
from survey.wording import problem as file_words

FILES_AN_HOUR = 60


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def part(request: HttpRequest, public_id, name: str) -> HttpResponse:
    own = own_application(request, public_id)
    criterion = criteria_of(own).criterion(name)
    if criterion is None and name != RELATIONS:
        raise Http404
    if request.method == "POST":
        require(visitor_of(request), Action.FOLLOW_UP, own.provider.organisation)
    page = _Page(request, own, name, criterion, timezone.now())
    if request.method == "POST" and page.do():
        return redirect(*page.leads_to)
    return render(request, "providers/vetting/part.html", page.context())


class _Page:
    """The three forms of the page, of which one was sent."""

    def __init__(
        self,
        request: HttpRequest,
        application: Application,
        name: str,
        criterion: Criterion | None,
        now: datetime,
    ) -> None:
        self.request, self.own, self.now = request, application, now
        self.name, self.criterion = name, criterion
        self.deed = request.POST.get("deed", "")
        self.trouble = ""
        data = request.POST or None
        self.form = self._main_form(data if self.deed == "save" else None)
        is_file = self.deed == "add_file"
        self.file_form = FileForm(data, request.FILES) if is_file else FileForm()
        is_customer = self.deed == "add_customer"
        self.customer_form = CustomerForm(data if is_customer else None)
        self.leads_to = ["providers:vetting_part", application.public_id, name]

    def _main_form(self, data) -> CriterionForm | RelationsForm:
        # Also of one that was sent: what was entered can always be read.
        initial = declared(self.own, self.name)
        if self.criterion is None:
            return RelationsForm(data, initial=initial)
        if self.name == "legal" and "tax_code" not in initial:
            # Known already, and still to be looked at by whoever declares it.
            code = self.own.provider.organisation.tax_code
            initial = {**initial, "tax_code": code}
        return CriterionForm(data, initial=initial, criterion=self.criterion)

    def do(self) -> bool:
        deeds = {
            "save": self._save,
            "add_file": self._add_file,
            "remove_file": self._remove_file,
            "add_customer": self._add_customer,
            "remove_customer": self._remove_customer,
        }
        if self.deed not in deeds:
            return False
        try:
            return deeds[self.deed]()
        except ProviderError as error:
            self.trouble = problem(error.code)
            self.own.refresh_from_db()
            return False

    def _save(self) -> bool:
        if not self.form.is_valid():
            return False
        save_declaration(
            application=self.own,
            criterion=self.name,
            values=self.form.values,
            by=self.request.user,
            now=self.now,
        )
        after = self._next()
        if after:
            self.leads_to[2] = after
        else:
            self.leads_to = ["providers:vetting_application", self.own.public_id]
        return True

    def _next(self) -> str:
        names = [each.id for each in criteria_of(self.own).criteria] + [RELATIONS]
        place = names.index(self.name) + 1
        return names[place] if place < len(names) else ""

    def _add_file(self) -> bool:
        if not self.file_form.is_valid() or self.criterion is None:
            return False
        who = asker_of(self.request)
        if is_limited("vetting-file", who, most=FILES_AN_HOUR, seconds=3600):
            file_problem(self.file_form, file_words("too_many_uploads"))
            return False
        file = self.file_form.cleaned_data["file"]
        try:
            add_file(
                application=self.own,
                criterion=self.name,
                name=file.name,
                content=file.read(),
                valid_until=self.file_form.cleaned_data["valid_until"],
                by=self.request.user,
                now=self.now,
            )
        except SurveyError as error:
            file_problem(self.file_form, file_words(error.code, **error.params))
            return False
        except ProviderError as error:
            file_problem(self.file_form, problem(error.code))
            return False
        return True

    def _remove_file(self) -> bool:
        rows = files_of(self.own).filter(criterion=self.name)
        key = uuid_in(self.request.POST.get("file"))
        file = get_object_or_404(rows, public_id=key)
        remove_file(file=file, by=self.request.user, now=self.now)
        return True

    def _add_customer(self) -> bool:
        form = self.customer_form
        if not form.is_valid():
            return False
        try:
            name_customer(
                application=self.own,
                **form.cleaned_data,
                by=self.request.user,
                now=self.now,
            )
        except ProviderError as error:
            form.add_error("email", problem(error.code))
            return False
        return True

    def _remove_customer(self) -> bool:
        key = uuid_in(self.request.POST.get("customer"))
        reference = get_object_or_404(self.own.references, public_id=key)
        remove_customer(reference=reference)
        return True

    def context(self) -> dict:
        own, criterion = self.own, self.criterion
        organisation = own.provider.organisation
        follows_up = may(visitor_of(self.request), Action.FOLLOW_UP, organisation)
        gaps = []
        if criterion is not None:
            entered = entered_in(own)[criterion.id]
            gaps = gaps_in(criterion, entered, localdate(self.now))
        return {
            "application": own,
            "name": self.name,
            "criterion": criterion,
            "title": in_language(criterion.name) if criterion else "",
            "form": self.form,
            "file_form": self.file_form,
            "customer_form": self.customer_form,
            "files": files_of(own).filter(criterion=self.name),
            "customers": own.references.all() if criterion and criterion.named else (),
            "gaps": [gap_words(gap) for gap in gaps],
            "trouble": self.trouble,
            "is_editable": follows_up and own.state in Application.EDITABLE,
        }
