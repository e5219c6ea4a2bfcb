"""The administration of indexes: upload, publish, retire, compare, preview, try.

What is published never changes.
"""

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import path
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from accounts.admin.read_only import ReadOnlyAdmin
from indexes.admin.access import CHANGE, lead_back, version_to_see
from indexes.admin.actions import ACTIONS, Action
from indexes.admin.forms import CompareForm, UploadForm, VariantForm
from indexes.admin.how_sure import table_of
from indexes.admin.pages import compare_page, trial_page
from indexes.documents.check import is_partial
from indexes.documents.comparison import compared
from indexes.documents.message import sentence
from indexes.errors import IndexVersionError
from indexes.index.model import Index
from indexes.models import IndexVersion
from indexes.queries import newest_index_version
from indexes.services import upload_draft
from indexes.sheets.trial import Trial, read_level, read_line, tried
from indexes.wording import problem
from scoring.errors import ScoringError

CHANGELIST = "admin:indexes_indexversion_changelist"


def _others(version: IndexVersion) -> list[IndexVersion]:
    """What a version may be compared with: its own index first, the newest before the older."""

    def order(other: IndexVersion) -> tuple:
        return other.index_id != version.index_id, other.index_id, -other.version

    return sorted(IndexVersion.objects.exclude(pk=version.pk), key=order)


class IndexVersionAdmin(ReadOnlyAdmin):
    """Versions are looked up here.

    Each action has an address of its own and goes through the services.
    """

    list_display = ["index_id", "version", "status", "published_at", "checksum"]
    list_filter = ["status", "index_id"]
    fields = readonly_fields = [
        "index_id",
        "version",
        "status",
        "published_at",
        "checksum",
        "how_sure",
    ]
    change_form_template = "admin/indexes/indexversion/change.html"
    change_list_template = "admin/indexes/indexversion/list.html"

    def may_manage(self, request: HttpRequest) -> bool:
        return request.user.has_perm("indexes.change_indexversion")

    def get_urls(self) -> list:
        # Before Django's own, which take whatever stands there for the id of a row.
        return [
            self._path("tai-len/", self.upload, "upload"),
            self._path("so-sanh/", self.compare, "compare"),
            self._path("<int:pk>/thu/", self.trial, "trial"),
            self._path("<int:pk>/<slug:action>/lam/", self.action, "action"),
            *super().get_urls(),
        ]

    def _path(self, route: str, view, name: str):
        name = f"indexes_indexversion_{name}"
        return path(
            route,
            self.admin_site.admin_view(view),
            name=name,
        )

    def _page(
        self, request: HttpRequest, template: str, title: str, **context: object
    ) -> HttpResponse:
        context |= self.admin_site.each_context(request)
        context |= {"title": title, "opts": self.opts}
        return TemplateResponse(
            request, f"admin/indexes/indexversion/{template}.html", context
        )

    def _version(
        self,
        request: HttpRequest,
        pk: int,
        *,
        write: bool = False,
    ) -> IndexVersion:
        if write and not self.may_manage(request):
            raise PermissionDenied
        return version_to_see(request, pk)

    def change_view(
        self,
        request: HttpRequest,
        object_id: str,
        form_url: str = "",
        extra_context=None,
    ):
        version = self.get_object(request, object_id)
        extra = {
            "version": version,
            "is_partial": bool(version) and is_partial(version.document),
            "may_manage": self.may_manage(request),
            "others": _others(version) if version else (),
        }
        return super().change_view(request, object_id, form_url, extra)

    def upload(self, request: HttpRequest) -> HttpResponse:
        if not self.may_manage(request):
            raise PermissionDenied
        if request.method != "POST":
            return self._upload_page(request, UploadForm())
        form = UploadForm(request.POST, request.FILES)
        version = self._keep(request, form) if form.is_valid() else None
        if version is None:
            return self._upload_page(request, form)
        kept = _("%(version)s is kept as a draft.") % {"version": version}
        messages.success(request, kept)
        return redirect(CHANGE, version.pk)

    def _upload_page(self, request: HttpRequest, form: UploadForm) -> HttpResponse:
        return self._page(request, "upload", _("Upload an index file"), form=form)

    def _keep(self, request: HttpRequest, form: UploadForm) -> IndexVersion | None:
        """The draft of the file; None, with an error beside the field, where it cannot be kept."""
        document = form.cleaned_data["file"].data
        try:
            return upload_draft(
                document=document,
                by=request.user,
                now=timezone.now(),
            )
        except IndexVersionError as error:
            form.add_error("file", problem(error.code, **error.params))
            return None

    def action(
        self,
        request: HttpRequest,
        pk: int,
        action: str,
    ) -> HttpResponse:
        return require_POST(self._act)(request, pk, action)

    def _act(
        self,
        request: HttpRequest,
        pk: int,
        name: str,
    ) -> HttpResponse:
        version = self._version(request, pk, write=True)
        is_done = name in ACTIONS and self._run(request, version, ACTIONS[name])
        if (
            is_done
            and name == "retire"
            and newest_index_version(version.index_id) is None
        ):
            messages.warning(
                request, _("No version of this index is offered any more.")
            )
        # Where it was refused the draft is still there, and its page says why.
        if name == "discard" and not IndexVersion.objects.filter(pk=pk).exists():
            return redirect(CHANGELIST)
        return redirect(CHANGE, pk)

    def _run(
        self,
        request: HttpRequest,
        version: IndexVersion,
        action: Action,
    ) -> bool:
        """Whether it was done; either way the administrator is told."""
        if action.needs_tick and "sure" not in request.POST:
            unsure = _("Please tick that you are sure; nothing was changed.")
            messages.error(request, unsure)
            return False
        try:
            action.run(
                version=version,
                by=request.user,
                now=timezone.now(),
            )
        except IndexVersionError as error:
            messages.error(request, problem(error.code, **error.params))
            return False
        messages.success(request, action.done % {"version": version})
        return True

    def compare(self, request: HttpRequest) -> HttpResponse:
        if not self.has_view_permission(request):
            raise PermissionDenied
        form = CompareForm(request.GET or None)
        context: dict = {"form": form}
        if form.is_valid():
            old, new = form.cleaned_data["old"], form.cleaned_data["new"]
            sections = compare_page(compared(old.document, new.document))
            context |= {"old": old, "new": new, "sections": sections}
        return self._page(request, "compare", _("Compare two indexes"), **context)

    def trial(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Levels are chosen, or pasted as a line of CSV. Nothing is kept."""
        version = self._version(request, pk)
        if is_partial(version.document):
            return lead_back(request, version)
        listed = version.index.variants.get("list", [])
        variants = VariantForm(request.POST or request.GET, listed=listed)
        index = version.index_in(variants.variant_or_first())

        levels, problems, trial = {}, [], None
        if request.method == "POST" and "line" in request.POST:
            levels, problems = self._levels(request, index)
            if not problems:
                trial, problems = self._tried(index, levels)
        opened = request.POST.get("mo") or request.POST.get("dang-mo", "")
        context = trial_page(index, levels, trial, opened) | {
            "version": version,
            "form": variants,
            "problems": problems,
            "line": request.POST.get("line", ""),
            "index": index,
        }
        return self._page(request, "trial", _("Try a set of answers"), **context)

    def _tried(self, index: Index, levels: dict) -> tuple[Trial | None, list[str]]:
        try:
            return tried(index, levels), []
        except ScoringError as error:
            return None, [
                _("The scoring engine refuses them: %(why)s") % {"why": error}
            ]

    def _levels(self, request: HttpRequest, index: Index) -> tuple[dict, list[str]]:
        if request.POST["line"].strip():
            levels, faults = read_line(index, request.POST["line"])
            return levels, [sentence(fault) for fault in faults]
        levels, problems = {}, []
        for code in index.codes:
            text = request.POST.get(f"q-{code}", "")
            try:
                levels[code] = read_level(index, code, text)
            except ValueError:
                problems.append(
                    _("%(question)s: this is no level.") % {"question": code}
                )
        return levels, problems

    @admin.display(description=gettext_lazy("how sure each rule is"))
    def how_sure(self, version: IndexVersion) -> SafeString:
        return table_of(version.document)
