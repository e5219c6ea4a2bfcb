"""Addresses that fail on purpose, beside the site's own."""

import errno

import psycopg
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied, SuspiciousOperation
from django.db import OperationalError
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


@login_not_required
def waits_in_vain(request):
    raise OperationalError("planted") from psycopg.errors.QueryCanceled("planted")


@login_not_required
def finds_no_room(request):
    raise OSError(errno.ENOSPC, "planted")


urlpatterns = [
    path("cham/", waits_in_vain),
    path("day/", finds_no_room),
    path("hong/", breaks),
    path("khong-duoc/", refuses),
    path("khong-thay/", misses),
    path("kho-hieu/", puzzles),
    *urls.urlpatterns,
]
handler400 = views.bad_request
handler500 = views.server_error
