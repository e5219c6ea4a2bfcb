from django.urls import path

from associations.complaints import views

OF = "hiep-hoi/<uuid:public_id>/khieu-nai/"
urlpatterns = [
    path(OF, views.complaints, name="complaints"),
    path(f"{OF}<uuid:complaint_id>/", views.complaint, name="complaint"),
    path(
        f"{OF}<uuid:complaint_id>/tep/<uuid:file_id>/",
        views.complaint_file,
        name="complaint_file",
    ),
]
