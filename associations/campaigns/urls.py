"""Addresses of campaigns, for the list of the package."""

from django.urls import path

from associations.campaigns import views, views_people

campaigns = [
    path(
        "hiep-hoi/<uuid:public_id>/dot/",
        views.campaigns,
        name="campaigns",
    ),
    path(
        "hiep-hoi/<uuid:public_id>/dot/moi/",
        views.new_campaign,
        name="new_campaign",
    ),
    path(
        "hiep-hoi/<uuid:public_id>/dot/<uuid:campaign_id>/",
        views.campaign,
        name="campaign",
    ),
    path(
        "hiep-hoi/<uuid:public_id>/dot/<uuid:campaign_id>/gia-han/",
        views.extend,
        name="extend_campaign",
    ),
    path(
        "hiep-hoi/<uuid:public_id>/dot/<uuid:campaign_id>/dong/",
        views.close,
        name="close_campaign",
    ),
    path(
        "hiep-hoi/<uuid:public_id>/dot/<uuid:campaign_id>/hoi-vien/",
        views_people.list_people,
        name="campaign_people",
    ),
    path(
        "hiep-hoi/<uuid:public_id>/dot/<uuid:campaign_id>/hoi-vien/<uuid:invitation_id>/",
        views_people.call,
        name="campaign_call",
    ),
    path(
        "hiep-hoi/<uuid:public_id>/dot/<uuid:campaign_id>/hoi-vien/<uuid:invitation_id>/thu/",
        views_people.write_again,
        name="campaign_letter",
    ),
]
