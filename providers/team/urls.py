"""Addresses of a provider's own people."""

from accounts.staff.urls import team_urls
from accounts.staff.workplace import PROVIDER

urlpatterns = team_urls("nha-cung-cap/<uuid:public_id>/nhom/", PROVIDER)
