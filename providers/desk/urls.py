"""Addresses of a provider's desk, for the list of the package."""

from django.urls import path

from providers.desk import views, views_calendar

urlpatterns = [
    path("nha-cung-cap/<uuid:public_id>/ban-lam-viec/", views.desk, name="desk"),
    path(
        "nha-cung-cap/<uuid:public_id>/ban-lam-viec/viec-den-han.ics",
        views_calendar.calendar,
        name="desk_calendar",
    ),
    path(
        "nha-cung-cap/<uuid:public_id>/ban-lam-viec/lich/",
        views_calendar.calendar_link,
        name="desk_calendar_link",
    ),
    path("lich/<str:token>/", views_calendar.calendar_feed, name="calendar_feed"),
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
