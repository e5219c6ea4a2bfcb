from django.urls import path

from associations.ratings import views

OF = "hiep-hoi/<uuid:public_id>/danh-gia-nha-cung-cap/"
urlpatterns = [
    path(OF, views.ratings, name="ratings"),
    path(f"{OF}<uuid:rating_id>/", views.moderate, name="moderate_rating"),
]
