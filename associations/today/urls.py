from django.urls import path

from associations.today import views

urlpatterns = [
    path("hiep-hoi/<uuid:public_id>/hom-nay/", views.today, name="today"),
]
