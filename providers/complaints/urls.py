from django.urls import path

from providers.complaints import views

urlpatterns = [
    path("ket-noi/<uuid:lead_id>/khieu-nai/", views.complain, name="complain"),
    path(
        "nha-cung-cap/yeu-cau/<uuid:lead_id>/khieu-nai/",
        views.complain_of_enterprise,
        name="complain_of_enterprise",
    ),
    path("nha-cung-cap/khieu-nai/", views.how_settled, name="how_settled"),
    path("khieu-nai/", views.complaints, name="complaints"),
    path("khieu-nai/<uuid:complaint_id>/", views.complaint, name="complaint"),
    path(
        "khieu-nai/<uuid:complaint_id>/tep/<uuid:file_id>/",
        views.complaint_file,
        name="complaint_file",
    ),
]
