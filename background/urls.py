from django.urls import path

from background import views

app_name = "background"
urlpatterns = [
    path("viec-nen/<uuid:number>/", views.progress, name="progress"),
    path("viec-nen/<uuid:number>/dung/", views.cancel, name="cancel"),
    path("viec-nen/<uuid:number>/lam-lai/", views.again, name="again"),
]
