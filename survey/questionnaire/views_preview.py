"""The questionnaire of an index version as an owner would see it, for whoever manages indexes."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import translation
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from indexes.admin.forms import VariantForm
from indexes.documents.check import is_partial
from indexes.models import IndexVersion
from survey.questionnaire.preview import preview_of


@require_safe
def preview(request: HttpRequest, pk: int) -> HttpResponse:
    """One step, read-only, in the language that is asked for; the frame around it is that of the site."""
    rights = ("indexes.view_indexversion", "indexes.change_indexversion")
    if not any(request.user.has_perm(right) for right in rights):
        raise PermissionDenied
    version = get_object_or_404(IndexVersion, pk=pk)
    if is_partial(version.document):
        messages.info(
            request, _("This index is known in part only; it has no questions to show.")
        )
        return redirect("admin:indexes_indexversion_change", version.pk)
    language = request.GET.get("lang", get_language() or "vi")[:2]
    with translation.override(language if language in ("vi", "en") else "vi"):
        variants = VariantForm(
            request.GET, listed=version.index.variants.get("list", [])
        )
        variant = variants.variant_or_first()
        context = preview_of(request, version, variant, request.GET.get("step", ""))
        context |= {
            "version": version,
            "form": variants,
            "variant": variant,
            "language": language,
        }
        return render(request, "survey/preview.html", context)
