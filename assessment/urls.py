from django.contrib import admin
from django.urls import include, path

from assessment import views

urlpatterns = [
    path("", views.home, name="home"),
    path("ngon-ngu/", views.set_language, name="set_language"),
    path("tai-khoan/", include("allauth.urls")),
    path("", include("accounts.urls")),
    path("", include("survey.urls")),
    path("", include("providers.urls")),
    path("", include("associations.urls")),
    path("", include("reports.urls")),
    path("quan-tri/", admin.site.urls),
]
