from django.urls import path

from associations.members import views, views_invited, views_requests
from associations.members.imports import views as imports

OF_ASSOCIATION = "hiep-hoi/<uuid:public_id>/hoi-vien/"
OF_IMPORT = f"{OF_ASSOCIATION}nhap/<uuid:import_id>/"
OF_MEMBER = f"{OF_ASSOCIATION}<uuid:member_id>/"

urlpatterns = [
    path(
        "hiep-hoi/<uuid:public_id>/xin-vao/",
        views_requests.requests,
        name="requests",
    ),
    path(
        "hiep-hoi/<uuid:public_id>/xin-vao/<uuid:enterprise_id>/",
        views_requests.answer_request,
        name="answer_request",
    ),
    path(f"{OF_MEMBER}moi/", views_invited.invite_member, name="invite_member"),
    path(
        "vao-hoi/<str:token>/",
        views_invited.open_membership,
        name="open_membership",
    ),
    path(
        "gia-nhap/<uuid:member_id>/",
        views_invited.membership,
        name="membership",
    ),
    path(OF_ASSOCIATION, views.members, name="members"),
    path(f"{OF_ASSOCIATION}them/", views.add_member, name="add_member"),
    path(f"{OF_ASSOCIATION}nhap/", imports.send, name="send_import"),
    path(
        f"{OF_ASSOCIATION}nhap/tep-mau/",
        imports.template,
        name="import_template",
    ),
    path(OF_IMPORT, imports.look, name="import"),
    path(f"{OF_IMPORT}sua/", imports.mend, name="mend_import"),
    path(f"{OF_IMPORT}chon/", imports.choose, name="choose_in_import"),
    path(f"{OF_IMPORT}nhap/", imports.keep, name="keep_import"),
    path(f"{OF_IMPORT}bo/", imports.throw_away, name="throw_import_away"),
    path(OF_MEMBER, views.member, name="member"),
    path(f"{OF_MEMBER}sua/", views.change_member, name="change_member"),
    path(f"{OF_MEMBER}bo/", views.remove_member, name="remove_member"),
    path(
        f"{OF_ASSOCIATION}<uuid:enterprise_id>/xac-nhan/",
        views.confirm,
        name="confirm",
    ),
]
