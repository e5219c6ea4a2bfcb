from django.urls import path

from associations.members import views

OF_ASSOCIATION = "hiep-hoi/<uuid:public_id>/hoi-vien/"
OF_MEMBER = f"{OF_ASSOCIATION}<uuid:member_id>/"

urlpatterns = [
    path(OF_ASSOCIATION, views.members, name="members"),
    path(f"{OF_ASSOCIATION}them/", views.add_member, name="add_member"),
    path(OF_MEMBER, views.member, name="member"),
    path(f"{OF_MEMBER}sua/", views.change_member, name="change_member"),
    path(f"{OF_MEMBER}bo/", views.remove_member, name="remove_member"),
    path(
        f"{OF_ASSOCIATION}<uuid:enterprise_id>/xac-nhan/",
        views.confirm,
        name="confirm",
    ),
]
