from django.urls import path

from roadmap import views
from roadmap.steps import views as views_steps
from roadmap.suggestions.views import ask, hide, suggestions
from roadmap.what_if import views as views_what_if

app_name = "roadmap"
urlpatterns = [
    path("ket-qua/<uuid:public_id>/thu-xem/", views_what_if.what_if, name="what_if"),
    path("ket-qua/<uuid:public_id>/goi-y/", suggestions, name="suggestions"),
    path("ket-qua/<uuid:public_id>/goi-y/an/", hide, name="hide"),
    path("ket-qua/<uuid:result_id>/ket-noi/<slug:solution>/", ask, name="ask"),
    path("ket-qua/<uuid:public_id>/lo-trinh/", views.roadmap, name="roadmap"),
    path("ket-qua/<uuid:public_id>/lo-trinh/luu/", views_what_if.save, name="save"),
    path("ket-qua/<uuid:public_id>/lo-trinh/lich.ics", views.calendar, name="calendar"),
    path(
        "ket-qua/<uuid:public_id>/lo-trinh/mang-sang/", views_steps.carry, name="carry"
    ),
    path("ket-qua/<uuid:public_id>/lo-trinh/them-viec/", views_steps.add, name="add"),
    path(
        "ket-qua/<uuid:public_id>/lo-trinh/dua-vao/",
        views_steps.take_up,
        name="take_up",
    ),
    path(
        "ket-qua/<uuid:public_id>/lo-trinh/viec/<uuid:step_id>/",
        views_steps.step,
        name="step",
    ),
    path(
        "ket-qua/<uuid:public_id>/lo-trinh/viec/<uuid:step_id>/xong/",
        views_steps.tick,
        name="tick",
    ),
    path(
        "ket-qua/<uuid:public_id>/lo-trinh/viec/<uuid:step_id>/bo/",
        views_steps.remove,
        name="remove",
    ),
    path(
        "ket-qua/<uuid:public_id>/lo-trinh/viec/<uuid:step_id>/khong-hop/",
        views_steps.leave_out,
        name="leave_out",
    ),
    path(
        "ket-qua/<uuid:public_id>/lo-trinh/dua-lai/",
        views_steps.take_back,
        name="take_back",
    ),
]
