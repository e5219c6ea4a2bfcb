from django.urls import path

from associations.members import views

urlpatterns = [
    path("hiep-hoi/<uuid:public_id>/hoi-vien/", views.members, name="members"),
    path(
        "hiep-hoi/<uuid:public_id>/hoi-vien/<uuid:enterprise_id>/xac-nhan/",
        views.confirm,
        name="confirm",
    ),
]
