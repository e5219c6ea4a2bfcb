from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.i18n import set_language as django_set_language

set_language = login_not_required(django_set_language)


@login_not_required
def home(request: HttpRequest) -> HttpResponse:
    return render(request, "home.html")
