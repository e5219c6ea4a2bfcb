"""The desk of a provider: what is due, how the month goes, and what would bring more."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from accounts.access.actions import Action, may
from accounts.access.visitors import person_of, visitor_of
from accounts.brakes.heavy import heavy
from accounts.pages import KeysFirst
from accounts.staff.workplace import PROVIDER
from providers.desk.better import advice_for
from providers.desk.describe import going, places_of, row_of
from providers.desk.due import counts_of, waiting_at
from providers.desk.figures import figures_of
from providers.desk.services import note_table
from providers.desk.tables import csv_of, rows_of, workbook_of
from providers.exposure.queries import last_count
from providers.models import Provider, Side
from tables import books, written

PAGE, SHOW, THEIRS = "trang", "xem", "doanh-nghiep"
PER_PAGE = 20


def own_provider(request: HttpRequest, public_id) -> Provider:
    """Of whoever works there; an organisation that is not listed has no desk."""
    organisation = PROVIDER.own(request, public_id)
    entries = Provider.objects.select_related("organisation")
    return get_object_or_404(entries, organisation=organisation)


@never_cache
@require_safe
def desk(request: HttpRequest, public_id) -> HttpResponse:
    provider = own_provider(request, public_id)
    now = timezone.now()
    today = timezone.localdate(now)
    side = Side.ENTERPRISE if request.GET.get(SHOW) == THEIRS else Side.PROVIDER
    counts = counts_of(provider, today, now)
    pages = KeysFirst(
        waiting_at(provider, side, now),
        PER_PAGE,
        count=counts.ours if side == Side.PROVIDER else counts.theirs,
    )
    page = pages.get_page(request.GET.get(PAGE))
    count = last_count()
    context = {
        "organisation": provider.organisation,
        "provider": provider,
        "day": today,
        "side": side,
        "counts": counts,
        "page": page,
        "rows": [row_of(lead, today) for lead in page],
        "places": places_of(provider, today, now),
        "going": going(figures_of(provider, now)),
        "count": count,
        "better": advice_for(provider, count),
        "manages": may(visitor_of(request), Action.MANAGE, provider.organisation),
    }
    return render(request, "providers/desk/desk.html", context)


@never_cache
@require_safe
@heavy
def table(request: HttpRequest, public_id, form: str) -> HttpResponse:
    """form: csv or xlsx."""
    provider = own_provider(request, public_id)
    now = timezone.now()
    note_table(provider=provider, form=form, by=person_of(request), now=now)
    rows = rows_of(provider, now)
    name = f"yeu-cau-{timezone.localdate(now):%Y-%m-%d}.{form}"
    if form == "csv":
        return file_answer(csv_of(rows), f"{written.KIND}; charset=utf-8", name)
    return file_answer(workbook_of(rows), books.KIND, name)


def file_answer(content: bytes, kind: str, name: str) -> HttpResponse:
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(content, content_type=kind, headers=headers)
