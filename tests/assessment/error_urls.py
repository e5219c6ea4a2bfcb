"""Addresses that fail on purpose, beside the site's own."""

from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied, SuspiciousOperation
from django.http import Http404
from django.urls import path

from assessment import urls, views


@login_not_required
def breaks(request):
    raise RuntimeError("planted")


@login_not_required
def refuses(request):
    raise PermissionDenied


@login_not_required
def misses(request):
    raise Http404


@login_not_required
def puzzles(request):
    raise SuspiciousOperation("planted")


urlpatterns = [
    path("hong/", breaks),
    path("khong-duoc/", refuses),
    path("khong-thay/", misses),
    path("kho-hieu/", puzzles),
    *urls.urlpatterns,
]
handler400 = views.bad_request
handler500 = views.server_error
