from django.urls import path

from associations.assisted import views, views_owner

urlpatterns = [
    path("hiep-hoi/<uuid:public_id>/nhap-ho/", views.rounds, name="assisted"),
    path(
        "hiep-hoi/<uuid:public_id>/hoi-vien/<uuid:member_id>/nhap-ho/",
        views.begin,
        name="assisted_begin",
    ),
    path("nhap-ho/<uuid:assisted_id>/", views.state, name="assisted_state"),
    path("nhap-ho/<uuid:assisted_id>/gui/", views.ask, name="assisted_ask"),
    path("nhap-ho/<uuid:assisted_id>/ma/", views.code, name="assisted_code"),
    path(
        "nhap-ho/<uuid:assisted_id>/trang/<slug:step>/",
        views.AssistedQuestionnaire.as_view(),
        name="assisted_step",
    ),
    path(
        "nhap-ho/<uuid:assisted_id>/cau/<str:code>/",
        views.answer,
        name="assisted_answer",
    ),
    path(
        "duoc-nhap-ho/<uuid:assessment_id>/",
        views_owner.typed_for_you,
        name="typed_for_you",
    ),
    path("xac-nhan-ho/<str:token>/", views_owner.link, name="assisted_link"),
    path(
        "nhap-ho/<uuid:assisted_id>/xac-nhan/",
        views_owner.confirm_page,
        name="assisted_confirm",
    ),
    path(
        "nhap-ho/<uuid:assisted_id>/tra-loi/",
        views_owner.decide,
        name="assisted_decide",
    ),
]
