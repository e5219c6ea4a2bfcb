"""Addresses of suggestions for a whole campaign, for the list of the package."""

from django.urls import path

from associations.allocation.views import allocation, send

allocations = [
    path(
        "hiep-hoi/<uuid:public_id>/dot/<uuid:campaign_id>/goi-y/",
        allocation,
        name="allocation",
    ),
    path(
        "hiep-hoi/<uuid:public_id>/dot/<uuid:campaign_id>/goi-y/<uuid:allocation_id>/gui/",
        send,
        name="send_allocation",
    ),
]
