from django.urls import path

from indexes import views

app_name = "indexes"
urlpatterns = [
    path("bo-chi-so/", views.indexes, name="indexes"),
    path("bo-chi-so/<slug:index_id>/", views.index, name="index"),
]
