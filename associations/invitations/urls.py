"""Addresses of links to campaigns, for the list of the package."""

from django.urls import path

from associations.invitations import views

invitations = [
    path("duoc-moi/<str:token>/", views.link, name="campaign_link"),
    path("tham-gia/<uuid:invitation_id>/", views.welcome, name="welcome"),
    path(
        "tham-gia/<uuid:invitation_id>/rut/",
        views.withdraw,
        name="withdraw_participation",
    ),
    path("dot/<str:code>/", views.poster_page, name="poster_page"),
]
