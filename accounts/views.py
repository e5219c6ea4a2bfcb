from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from accounts.landing import landing_of


def home(request: HttpRequest) -> HttpResponse:
    """Whoever has one place of work goes straight to it; everybody else chooses."""
    landing = landing_of(request.user)
    if landing.only_desk:
        return redirect(landing.only_desk.url)
    return render(request, "accounts/home.html", {"landing": landing})
