from django.urls import path

from privacy.inventory.views import data_flow, data_flow_file
from privacy.requests import views, views_letter

app_name = "privacy"
urlpatterns = [
    path("du-lieu-ca-nhan/", data_flow, name="data_flow"),
    path("du-lieu-ca-nhan/bang.<slug:ending>", data_flow_file, name="data_flow_file"),
    path("du-lieu-cua-toi/", views.mine, name="mine"),
    path("du-lieu-cua-toi/ban-sao/", views.copy, name="copy"),
    path("du-lieu-cua-toi/yeu-cau/", views.ask, name="ask"),
    path("du-lieu-cua-toi/rut/<uuid:public_id>/", views.withdraw, name="withdraw"),
    path("du-lieu-cua-toi/xoa/", views.delete, name="delete"),
    path("du-lieu-cua-toi/da-xoa/", views.gone, name="gone"),
    path("du-lieu-cua-toi/qua-thu/", views_letter.by_letter, name="by_letter"),
    path(
        "du-lieu-cua-toi/thu/<str:token>/", views_letter.open_letter, name="open_letter"
    ),
]
