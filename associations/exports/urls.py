from django.urls import path

from associations.exports import views

FILES = "hiep-hoi/<uuid:public_id>/tep/"

urlpatterns = [
    path(FILES, views.exports, name="exports"),
    path(f"{FILES}<uuid:export_id>/", views.fetch_export, name="fetch_export"),
]
