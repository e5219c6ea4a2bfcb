from django.urls import path

from reports import views
from reports.agency import views as agency
from reports.check import views as check
from reports.elsewhere import views as elsewhere
from reports.posters import views as posters

# As users read them: in Vietnamese, and printed in reports, so they stay as they are.
RESULT = "ket-qua/<uuid:public_id>/"

app_name = "reports"
urlpatterns = [
    path(RESULT, views.result_page, name="result"),
    path(f"{RESULT}tra-loi/", views.answers_page, name="answers"),
    path(f"{RESULT}doi-sanh/", views.comparison_page, name="compare"),
    path(f"{RESULT}bo-khac/", elsewhere.elsewhere, name="elsewhere"),
    path(f"{RESULT}bo-khac/<slug:index_id>/", elsewhere.start, name="start_elsewhere"),
    path(f"{RESULT}bao-cao.pdf", views.report_file, name="pdf"),
    path(
        f"{RESULT}bao-cao-doi-tac.pdf",
        views.report_file,
        {"is_for_partner": True},
        name="partner_pdf",
    ),
    path(f"{RESULT}bieu-do/<slug:kind>.<slug:form>", views.chart_file, name="chart"),
    path(f"{RESULT}lien-ket/", views.share_link, name="share_link"),
    path(
        f"{RESULT}lien-ket/<uuid:link_id>/thu-hoi/",
        views.revoke_link,
        name="revoke_link",
    ),
    path(
        "hiep-hoi/<uuid:public_id>/dot/<uuid:campaign_id>/ap-phich.pdf",
        posters.poster_file,
        name="poster",
    ),
    path(
        "thanh-pho/<uuid:public_id>/so-lieu.pdf",
        agency.city_figures,
        name="city_figures",
    ),
    path("xem/<str:token>/", views.shared, name="shared"),
    path("xac-thuc/", check.verify, name="verify"),
    path("xac-thuc/<slug:code>/", check.verify, name="verify"),
]
