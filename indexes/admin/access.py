"""Who may look at a version in the administration, and where one leads that asks nothing."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _

from indexes.models import IndexVersion

CHANGE = "admin:indexes_indexversion_change"
RIGHTS = ("indexes.view_indexversion", "indexes.change_indexversion")


def version_to_see(request: HttpRequest, pk: int) -> IndexVersion:
    """The version, for whoever may look at indexes or change them."""
    if not any(request.user.has_perm(right) for right in RIGHTS):
        raise PermissionDenied
    return get_object_or_404(IndexVersion, pk=pk)


def lead_back(request: HttpRequest, version: IndexVersion) -> HttpResponse:
    """From what is known in part only to its own page, with a word of why."""
    unknown = _("This index is known in part only; it has no questions to show.")
    messages.info(request, unknown)
    return redirect(CHANGE, version.pk)
