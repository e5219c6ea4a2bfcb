from django.urls import path

from providers.helped import views

urlpatterns = [
    path("ket-noi/<uuid:lead_id>/thay-doi/", views.changed, name="changed"),
    path(
        "nha-cung-cap/yeu-cau/<uuid:lead_id>/thay-doi/",
        views.changed_for_provider,
        name="changed_for_provider",
    ),
    path("nha-cung-cap/<slug:slug>/da-giup-gi/", views.helped, name="helped"),
]
