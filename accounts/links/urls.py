"""Addresses of links in letters about accounts, in place of allauth's own."""

from django.urls import path, re_path

from accounts.links.views import ConfirmEmail, ResetPassword

urlpatterns = [
    path(
        "confirm-email/<str:key>/", ConfirmEmail.as_view(), name="account_confirm_email"
    ),
    re_path(
        r"^password/reset/key/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>[^/]+)/$",
        ResetPassword.as_view(),
        name="account_reset_password_from_key",
    ),
]
