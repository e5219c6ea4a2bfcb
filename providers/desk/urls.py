"""Addresses of a provider's desk, for the list of the package."""

from django.urls import path

from providers.desk import views

urlpatterns = [
    path("nha-cung-cap/<uuid:public_id>/ban-lam-viec/", views.desk, name="desk"),
]
