"""Addresses of a provider's desk, for the list of the package."""

from django.urls import path

from providers.desk import views

urlpatterns = [
    path("nha-cung-cap/<uuid:public_id>/ban-lam-viec/", views.desk, name="desk"),
    path(
        "nha-cung-cap/<uuid:public_id>/ban-lam-viec/viec-den-han.ics",
        views.calendar,
        name="desk_calendar",
    ),
    path(
        "nha-cung-cap/<uuid:public_id>/ban-lam-viec/yeu-cau.csv",
        views.table,
        {"form": "csv"},
        name="desk_csv",
    ),
    path(
        "nha-cung-cap/<uuid:public_id>/ban-lam-viec/yeu-cau.xlsx",
        views.table,
        {"form": "xlsx"},
        name="desk_xlsx",
    ),
]
