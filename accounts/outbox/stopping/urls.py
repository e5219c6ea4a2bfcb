from django.urls import path

from accounts.outbox.stopping import views

urlpatterns = [
    path("ngung-thu/<str:token>/", views.stop, name="account_stop_letters"),
    path("tai-khoan/thu-tu/", views.letters, name="account_letters"),
    path(
        "tai-khoan/thu-tu/<uuid:public_id>/",
        views.again,
        name="account_want_letters_again",
    ),
]
