from django.urls import path

from accounts.programs import views

urlpatterns = [
    path("ma-truy-cap/", views.tokens, name="account_tokens"),
    path("ma-truy-cap/moi/", views.make, name="account_make_token"),
    path("ma-truy-cap/<uuid:public_id>/", views.end, name="account_end_token"),
]
