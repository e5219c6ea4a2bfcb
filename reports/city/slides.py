"""The pictures of the report to take apart: each as PNG and SVG, in one archive."""

from importlib import import_module
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from django.utils import timezone, translation

from language.formats import day
from reports.city.build import PLOTS
from reports.city.contents import CityReport
from reports.fonts import register_fonts

FORMS = ("png", "svg")


def slides_of(report: CityReport) -> bytes:
    register_fonts()
    draw = import_module(PLOTS).slide
    target = BytesIO()
    with translation.override(report.language):
        about = f"{report.association} · {day(timezone.localdate(report.at))}"
        with ZipFile(target, "w", ZIP_DEFLATED) as archive:
            for number, plot in enumerate(report.plots, start=1):
                for form in FORMS:
                    # Dated by nothing, so that the same pictures are the same file.
                    entry = ZipInfo(f"{number:02d}-{plot.name}.{form}")
                    archive.writestr(entry, draw(plot, form, about))
    return target.getvalue()
