from django.urls import path

from api import views

app_name = "api"
urlpatterns = [
    path("", views.docs, name="docs"),
    path("vi-du/", views.examples, name="examples"),
]
