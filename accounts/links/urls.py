"""Addresses of links in letters about accounts, in place of allauth's own."""

from django.urls import path, re_path

from accounts.links.views import ConfirmEmail, ResetPassword, end_sign_up, not_me

urlpatterns = [
    path(
        "confirm-email/<str:key>/", ConfirmEmail.as_view(), name="account_confirm_email"
    ),
    path("khong-phai-toi/<str:key>/", not_me, name="account_not_me"),
    path("signup/cancel/", end_sign_up, name="account_end_sign_up"),
    re_path(
        r"^password/reset/key/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>[^/]+)/$",
        ResetPassword.as_view(),
        name="account_reset_password_from_key",
    ),
]
