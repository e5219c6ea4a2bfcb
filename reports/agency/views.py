"""The figures of the agency as a PDF, for the agency's people alone."""

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from accounts.brakes.heavy import heavy
from associations.city.queries import published
from associations.city.views import asked_of, chosen_index, own_agency
from language.texts import language
from reports.agency.build import CityFiguresReport, build_figures_pdf


@never_cache
@require_safe
@heavy
def city_figures(request: HttpRequest, public_id) -> HttpResponse:
    """All cuts; where the page is narrowed to a sector, all cuts within it."""
    agency = own_agency(request, public_id)
    told = chosen_index(request, published(agency))
    if told is None:
        raise Http404
    report = CityFiguresReport(
        agency=agency.name,
        is_fictional=agency.is_fictional,
        told=told,
        only=asked_of(request).only,
        language=language(),
    )
    answer = HttpResponse(build_figures_pdf(report), content_type="application/pdf")
    name = f"{told.index_id}-{told.day:%Y-%m-%d}.pdf"
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer
