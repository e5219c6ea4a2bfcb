from django.urls import path

from providers.ratings import views

urlpatterns = [
    path("ket-noi/<uuid:lead_id>/danh-gia/", views.rate_lead, name="rate"),
    path("nha-cung-cap/danh-gia/", views.own_ratings, name="own_ratings"),
    path(
        "nha-cung-cap/danh-gia/<uuid:rating_id>/tra-loi/",
        views.reply,
        name="reply_to_rating",
    ),
    path("nha-cung-cap/<slug:slug>/danh-gia/", views.ratings, name="ratings"),
]
