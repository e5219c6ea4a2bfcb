from django.urls import path

from providers import views, views_leads

app_name = "providers"
urlpatterns = [
    path("ket-qua/<uuid:result_id>/goi-y/", views.suggestions, name="suggestions"),
    path("ket-qua/<uuid:result_id>/ket-noi/<slug:solution>/", views_leads.ask, name="ask"),
    path("ket-noi/<uuid:lead_id>/", views_leads.asked, name="asked"),
    path("nha-cung-cap/", views.directory, name="directory"),
    path("nha-cung-cap/yeu-cau/", views_leads.leads, name="leads"),
    path("nha-cung-cap/yeu-cau/<uuid:lead_id>/", views_leads.lead, name="lead"),
    path("nha-cung-cap/<slug:slug>/", views.provider, name="provider"),
]
