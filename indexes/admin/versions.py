"""The administration of indexes: upload, publish, retire, compare, preview, try. What is published never changes."""

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import path
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from accounts.admin_read_only import ReadOnlyAdmin
from indexes.admin.forms import CompareForm, UploadForm, VariantForm
from indexes.admin.pages import compare_page, trial_page
from indexes.documents.check import is_partial
from indexes.documents.comparison import compared
from indexes.documents.message import sentence
from indexes.documents.provenance import Claim, by_word
from indexes.errors import IndexVersionError
from indexes.models import IndexVersion
from indexes.queries import newest_index_version
from indexes.services import (
    discard_draft,
    publish_draft,
    set_index_status,
    upload_draft,
)
from indexes.trial import read_level, read_line, tried
from indexes.wording import problem
from language.texts import in_language
from scoring.errors import ScoringError

ACTIONS = {
    "publish": (
        publish_draft,
        gettext_lazy("%(version)s is published. New assessments may start with it."),
    ),
    "discard": (discard_draft, gettext_lazy("The draft %(version)s is discarded.")),
    "retire": (
        None,
        gettext_lazy(
            "%(version)s is retired. Drafts begun with it can still be finished."
        ),
    ),
    "restore": (None, gettext_lazy("%(version)s is offered again.")),
}
TO_CONFIRM = ("publish", "retire")
STATUS_OF = {
    "retire": IndexVersion.Status.RETIRED,
    "restore": IndexVersion.Status.PUBLISHED,
}


def _others(version: IndexVersion) -> list[IndexVersion]:
    """What a version may be compared with: its own index first, the newest before the older."""
    found = IndexVersion.objects.exclude(pk=version.pk)
    return sorted(
        found,
        key=lambda one: (one.index_id != version.index_id, one.index_id, -one.version),
    )


class IndexVersionAdmin(ReadOnlyAdmin):
    """Versions are looked up here; each deed has an address of its own and goes through the services."""

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
        views = [
            ("tai-len/", self.upload, "upload"),
            ("so-sanh/", self.compare, "compare"),
            ("<int:pk>/thu/", self.trial, "trial"),
            ("<int:pk>/<slug:action>/lam/", self.action, "action"),
        ]
        own = [
            path(
                route,
                self.admin_site.admin_view(view),
                name=f"indexes_indexversion_{name}",
            )
            for route, view, name in views
        ]
        return own + super().get_urls()

    def _page(
        self, request: HttpRequest, template: str, title: str, **context: object
    ) -> HttpResponse:
        context |= self.admin_site.each_context(request) | {
            "title": title,
            "opts": self.opts,
        }
        return TemplateResponse(
            request, f"admin/indexes/indexversion/{template}.html", context
        )

    def _version(
        self, request: HttpRequest, pk: int, *, write: bool = False
    ) -> IndexVersion:
        allowed = self.may_manage if write else self.has_view_permission
        if not allowed(request):
            raise PermissionDenied
        return get_object_or_404(IndexVersion, pk=pk)

    def change_view(
        self,
        request: HttpRequest,
        object_id: str,
        form_url: str = "",
        extra_context=None,
    ):
        found = self.get_object(request, object_id)
        extra = {
            "version": found,
            "is_partial": bool(found) and is_partial(found.document),
        }
        extra |= {
            "may_manage": self.may_manage(request),
            "others": _others(found) if found else (),
        }
        return super().change_view(request, object_id, form_url, extra)

    def upload(self, request: HttpRequest) -> HttpResponse:
        if not self.may_manage(request):
            raise PermissionDenied
        form = (
            UploadForm(request.POST, request.FILES)
            if request.method == "POST"
            else UploadForm()
        )
        if request.method == "POST" and form.is_valid():
            try:
                version = upload_draft(
                    document=form.cleaned_data["file"].data,
                    by=request.user,
                    now=timezone.now(),
                )
            except IndexVersionError as error:
                form.add_error("file", problem(error.code, **error.params))
            else:
                messages.success(
                    request, _("%(version)s is kept as a draft.") % {"version": version}
                )
                return redirect("admin:indexes_indexversion_change", version.pk)
        return self._page(request, "upload", _("Upload an index file"), form=form)

    def action(self, request: HttpRequest, pk: int, action: str) -> HttpResponse:
        return require_POST(self._done)(request, pk, action)

    def _done(self, request: HttpRequest, pk: int, action: str) -> HttpResponse:
        version = self._version(request, pk, write=True)
        service, said = ACTIONS.get(action, (None, ""))
        told = {"version": str(version)}
        if action in TO_CONFIRM and "sure" not in request.POST:
            messages.error(
                request, _("Please tick that you are sure; nothing was changed.")
            )
            return redirect("admin:indexes_indexversion_change", pk)
        try:
            if action in STATUS_OF:
                set_index_status(
                    version=version,
                    status=STATUS_OF[action],
                    by=request.user,
                    now=timezone.now(),
                )
            elif service:
                service(version=version, by=request.user, now=timezone.now())
        except IndexVersionError as error:
            messages.error(request, problem(error.code, **error.params))
        else:
            if said:
                messages.success(request, said % told)
            if action == "retire" and newest_index_version(version.index_id) is None:
                messages.warning(
                    request, _("No version of this index is offered any more.")
                )
        if action == "discard" and not IndexVersion.objects.filter(pk=pk).exists():
            return redirect("admin:indexes_indexversion_changelist")
        return redirect("admin:indexes_indexversion_change", pk)

    def compare(self, request: HttpRequest) -> HttpResponse:
        if not self.has_view_permission(request):
            raise PermissionDenied
        form = CompareForm(request.GET or None)
        context: dict = {"form": form}
        if form.is_bound and form.is_valid():
            old, new = form.cleaned_data["old"], form.cleaned_data["new"]
            context |= {
                "old": old,
                "new": new,
                "sections": compare_page(compared(old.document, new.document)),
            }
        return self._page(request, "compare", _("Compare two indexes"), **context)

    def trial(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Levels are chosen, or pasted as a line of CSV. Nothing is kept."""
        version = self._version(request, pk)
        if is_partial(version.document):
            return self._nothing_to_ask(request, version)
        variants = VariantForm(
            request.POST or request.GET, listed=version.index.variants.get("list", [])
        )
        index = version.index_in(variants.variant_or_first())
        levels, problems, trial = {}, [], None
        if request.method == "POST" and "line" in request.POST:
            levels, problems = self._levels(request, index)
            try:
                trial = tried(index, levels) if not problems else None
            except ScoringError as error:
                problems = [
                    _("The scoring engine refuses them: %(why)s") % {"why": error}
                ]
        context = trial_page(index, levels, trial) | {
            "version": version,
            "form": variants,
            "problems": problems,
        }
        context |= {"line": request.POST.get("line", ""), "index": index}
        return self._page(request, "trial", _("Try a set of answers"), **context)

    def _levels(self, request: HttpRequest, index) -> tuple[dict, list[str]]:
        if request.POST["line"].strip():
            levels, problems = read_line(index, request.POST["line"])
            return levels, [sentence(one) for one in problems]
        levels, problems = {}, []
        for code in index.codes:
            try:
                levels[code] = read_level(
                    index, code, request.POST.get(f"q-{code}", "")
                )
            except ValueError:
                problems.append(
                    _("%(question)s: this is no level.") % {"question": code}
                )
        return levels, problems

    def _nothing_to_ask(
        self, request: HttpRequest, version: IndexVersion
    ) -> HttpResponse:
        messages.info(
            request, _("This index is known in part only; it has no questions to show.")
        )
        return redirect("admin:indexes_indexversion_change", version.pk)

    @admin.display(description=gettext_lazy("how sure each rule is"))
    def how_sure(self, version: IndexVersion) -> SafeString:
        """A row for each confidence word, the least sure first, with the rules it stands for."""
        words = version.document["confidence_words"]
        rows = [
            (in_language(words[word]), _told(claims))
            for word, claims in reversed(by_word(version.document).items())
            if claims
        ]
        body = format_html_join("", "<tr><th>{}</th><td>{}</td></tr>", rows)
        head = format_html("<tr><th>{}</th><th>{}</th></tr>", _("How sure"), _("Rules"))
        return format_html(
            '<table class="index-sure"><thead>{}</thead><tbody>{}</tbody></table>',
            head,
            body,
        )


def _told(claims: list[Claim]) -> SafeString:
    """Places of the same part together: "bands: 1.1.3, 1.1.4"; notes of single rules below."""
    parts: dict[str, list[str]] = {}
    for claim in claims:
        parts.setdefault(claim.part, []).append(claim.place)
    lines = [
        (f"{part}: " if part else "", ", ".join(places))
        for part, places in parts.items()
    ]
    notes = {
        claim.place: claim.note for claim in claims if claim.note and not claim.part
    }
    lines += [(f"{place}: ", in_language(note)) for place, note in notes.items()]
    return format_html_join("", "<p>{}{}</p>", lines)
