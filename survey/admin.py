from django.contrib import admin
from django.db.models import QuerySet
from django.forms import ModelForm
from django.http import HttpRequest
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from survey.index.provenance import Claim, by_word
from survey.models import Assessment, IndexVersion, Result
from survey.services_indexes import set_index_status


class ReadOnlyAdmin(admin.ModelAdmin):
    """To look things up; changes go through the services."""

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj=None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj=None) -> bool:
        return False


@admin.register(IndexVersion)
class IndexVersionAdmin(ReadOnlyAdmin):
    """The content never changes; retiring a version keeps new assessments from starting with it."""

    list_display = ["index_id", "version", "status", "published_at", "checksum"]
    list_filter = ["status"]
    fields = ["index_id", "version", "status", "published_at", "checksum", "how_sure"]
    readonly_fields = ["index_id", "version", "published_at", "checksum", "how_sure"]

    def has_change_permission(self, request: HttpRequest, obj=None) -> bool:
        return admin.ModelAdmin.has_change_permission(self, request, obj)

    def save_model(self, request: HttpRequest, obj: IndexVersion, form: ModelForm, change: bool) -> None:
        status = form.cleaned_data["status"]
        set_index_status(version=obj, status=status, by=request.user, now=timezone.now())

    @admin.display(description=_("how sure each rule is"))
    def how_sure(self, version: IndexVersion) -> SafeString:
        """A row for each confidence word, the least sure first, with the rules it stands for."""
        words = version.document["confidence_words"]
        rows = [
            (_in_reader_language(words[word]), _told(claims))
            for word, claims in reversed(by_word(version.document).items())
            if claims
        ]
        body = format_html_join("", "<tr><th>{}</th><td>{}</td></tr>", rows)
        head = format_html("<tr><th>{}</th><th>{}</th></tr>", _("How sure"), _("Rules"))
        return format_html("<table><thead>{}</thead><tbody>{}</tbody></table>", head, body)


def _told(claims: list[Claim]) -> SafeString:
    """Places of the same part together: "bands: 1.1.3, 1.1.4"; notes of single rules below."""
    parts: dict[str, list[str]] = {}
    for claim in claims:
        parts.setdefault(claim.part, []).append(claim.place)
    lines = [(f"{part}: " if part else "", ", ".join(places)) for part, places in parts.items()]
    notes = {claim.place: claim.note for claim in claims if claim.note and not claim.part}
    lines += [(f"{place}: ", _in_reader_language(note)) for place, note in notes.items()]
    return format_html_join("", "<p>{}{}</p>", lines)


def _in_reader_language(texts: dict[str, str]) -> str:
    return texts.get(get_language() or "vi") or texts["vi"]


class OfAnIndexAdmin(ReadOnlyAdmin):
    """Rows that name their enterprise and index version; the version's document weighs more than all of them."""

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        found = super().get_queryset(request).select_related("organisation", "index_version")
        return found.defer("index_version__document")


@admin.register(Assessment)
class AssessmentAdmin(OfAnIndexAdmin):
    list_display = ["public_id", "organisation", "index_version", "round", "state", "started_at", "submitted_at"]
    list_filter = ["state", "size", "sector"]
    search_fields = ["public_id", "organisation__name", "organisation__tax_code"]
    date_hierarchy = "started_at"


@admin.register(Result)
class ResultAdmin(OfAnIndexAdmin):
    list_display = ["verification_code", "organisation", "index_version", "total", "maximum", "level", "created_at"]
    list_filter = ["level", "size", "sector"]
    search_fields = ["verification_code", "public_id", "organisation__name"]
    date_hierarchy = "created_at"
    exclude = ["levels", "points"]
