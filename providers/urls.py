from django.urls import path

from providers import views
from providers.directory import views as directory_views
from providers.leads import views as views_leads

app_name = "providers"
urlpatterns = [
    path("ket-qua/<uuid:result_id>/goi-y/", views.suggestions, name="suggestions"),
    path(
        "ket-qua/<uuid:result_id>/ket-noi/<slug:solution>/", views_leads.ask, name="ask"
    ),
    path("ket-noi/<uuid:lead_id>/", views_leads.asked, name="asked"),
    path("nha-cung-cap/", directory_views.directory, name="directory"),
    path("nha-cung-cap/yeu-cau/", views_leads.leads, name="leads"),
    path("nha-cung-cap/yeu-cau/<uuid:lead_id>/", views_leads.lead, name="lead"),
    path("nha-cung-cap/<slug:slug>/", directory_views.provider, name="provider"),
]
