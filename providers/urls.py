from django.urls import path

from providers.asking.views import ask_from_page
from providers.complaints import urls as complaints
from providers.desk import urls as desk
from providers.directory.views import directory, solution
from providers.exposure.views import fairness, shown
from providers.helped import urls as helped
from providers.leads.views import lead, lead_file, leads
from providers.leads.views_owner import (
    asked,
    asked_file,
    lead_follower,
    lead_letters,
    requests,
)
from providers.openings.views import provider
from providers.profile import urls as profile
from providers.ratings import urls as ratings
from providers.team import urls as team
from providers.vetting.urls import vettings
from providers.webhooks import urls as webhooks

app_name = "providers"
urlpatterns = [
    path("ket-noi/", requests, name="requests"),
    path("ket-noi/thu/", lead_letters, name="lead_letters"),
    path("ket-noi/<uuid:lead_id>/", asked, name="asked"),
    path("ket-noi/<uuid:lead_id>/tep/<uuid:file_id>/", asked_file, name="asked_file"),
    path("ket-noi/<uuid:lead_id>/theo-doi/", lead_follower, name="lead_follower"),
    path("nha-cung-cap/", directory, name="directory"),
    # Before the page of a provider, whose short name might be any word.
    path("nha-cung-cap/yeu-cau/", leads, name="leads"),
    path("nha-cung-cap/yeu-cau/<uuid:lead_id>/", lead, name="lead"),
    path(
        "nha-cung-cap/yeu-cau/<uuid:lead_id>/tep/<uuid:file_id>/",
        lead_file,
        name="lead_file",
    ),
    path("nha-cung-cap/giai-phap/<slug:slug>/", solution, name="solution"),
    path(
        "nha-cung-cap/giai-phap/<slug:slug>/hoi/", ask_from_page, name="ask_from_page"
    ),
    path("nha-cung-cap/cong-bang/", fairness, name="fairness"),
    path("nha-cung-cap/duoc-goi-y/", shown, name="shown"),
    *desk.urlpatterns,
    *team.urlpatterns,
    *profile.urlpatterns,
    *webhooks.urlpatterns,
    *complaints.urlpatterns,
    *vettings,
    *ratings.urlpatterns,
    *helped.urlpatterns,
    path("nha-cung-cap/<slug:slug>/", provider, name="provider"),
]
