"""Whoever holds a report types what is printed on it, and learns whether it agrees.

Nothing is told that was not typed: what a report holds belongs to the enterprise.
"""

from http import HTTPStatus

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from reports.check.forms import LONGEST_CODE, PrintedForm
from reports.fonts import as_printed
from reports.limits import agreed, too_many_codes, too_many_wrong
from survey.results.printed import Agreement, agreement
from survey.results.verification import normalised_code, result_of_code

TEMPLATE = "reports/verify.html"
# A number without a sign is told as what it agrees with, so that points are not taken for the
# percent that somebody printed.
BARE = {"percent": gettext_lazy("Percent"), "points": gettext_lazy("Points")}


@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def verify(request: HttpRequest, code: str = "") -> HttpResponse:
    # What is typed off the paper is sent, so that no name stands in an address or a log.
    if request.method == "POST":
        return _answer(request, PrintedForm(request.POST))
    if code:
        return _begin(request, normalised_code(code))

    typed = request.GET.get("code", "").strip()
    if not typed:
        return render(request, TEMPLATE, {"form": PrintedForm()})
    # The code belongs into the address, so that the page can be kept and sent on. A code of
    # signs alone would leave no address at all.
    return redirect("reports:verify", normalised_code(typed)[:LONGEST_CODE] or "-")


def _begin(request: HttpRequest, code: str) -> HttpResponse:
    """Where the printed code leads: whether we know it, and what else to type."""
    if too_many_codes(request):
        return _too_often(request, "place")
    form = PrintedForm(initial={"code": code})
    if result_of_code(code) is None:
        return _unknown(request, form, code)
    return render(request, TEMPLATE, {"form": form, "known": True})


def _answer(request: HttpRequest, form: PrintedForm) -> HttpResponse:
    if not form.is_valid():
        return render(request, TEMPLATE, {"form": form})
    if too_many_codes(request):
        return _too_often(request, "place")
    code = form.cleaned_data["code"]
    result = result_of_code(code)
    if result is None:
        return _unknown(request, form, code)
    # Otherwise level and points could be found by trying all of them.
    if too_many_wrong(request, code):
        return _too_often(request, "code")

    answer = agreement(form.printed, result, as_printed(result.enterprise_name))
    if answer.is_whole:
        agreed(request, code)
    context = {
        "form": form,
        "answer": answer,
        "rows": _rows(form, answer),
        # Only who knows whose report it is learns what became of it.
        "replaced_at": answer.name and result.assessment.replaced_at,
    }
    return render(request, TEMPLATE, context)


def _rows(form: PrintedForm, answer: Agreement) -> list[tuple[str, str, bool | None]]:
    """Each typed thing: its label, how it was typed, whether it agrees.

    None where it was not compared.
    """
    rows = []
    for name in ("name", "level", "points", "day"):
        typed = (form[name].value() or "").strip()
        if typed:
            label = form.fields[name].label
            if name == "points" and answer.bare_is:
                label = BARE[answer.bare_is]
            rows.append((label, typed, getattr(answer, name)))
    return rows


def _unknown(request: HttpRequest, form: PrintedForm, code: str) -> HttpResponse:
    context = {"form": form, "unknown": _unknown_code(code)}
    return render(request, TEMPLATE, context, status=HTTPStatus.NOT_FOUND)


def _unknown_code(code: str) -> str:
    text = _(
        "We know no report with the code %(code)s. Please compare it with the report, "
        "letter by letter; the letters O, I and L and the digits 0 and 1 never occur."
    )
    return text % {"code": code}


def _too_often(request: HttpRequest, what: str) -> HttpResponse:
    """what: "place" or "code", whichever was tried too often."""
    context = {"too_often": what}
    return render(request, TEMPLATE, context, status=HTTPStatus.TOO_MANY_REQUESTS)
