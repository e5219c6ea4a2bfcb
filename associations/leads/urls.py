from django.urls import path

from associations.leads import views

urlpatterns = [
    path("hiep-hoi/<uuid:public_id>/yeu-cau-cua-hoi-vien/", views.leads, name="leads"),
]
