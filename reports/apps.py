from django.apps import AppConfig


class ReportsConfig(AppConfig):
    name = "reports"

    def ready(self) -> None:
        from associations.exports.makers import MAKERS, REFUSALS
        from associations.models import Export
        from reports.city.gather import refusal_of
        from reports.city.tasks import make_city_report, make_slides

        MAKERS[Export.Form.PDF] = make_city_report
        MAKERS[Export.Form.SLIDES] = make_slides
        REFUSALS[Export.Form.PDF] = REFUSALS[Export.Form.SLIDES] = refusal_of
