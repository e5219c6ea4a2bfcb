from django.urls import path

from reports import views, views_crosswalk

app_name = "reports"
urlpatterns = [
    path("ket-qua/<uuid:public_id>/", views.result, name="result"),
    path("ket-qua/<uuid:public_id>/tra-loi/", views.answers, name="answers"),
    path("ket-qua/<uuid:public_id>/doi-sanh/", views.compare, name="compare"),
    path(
        "ket-qua/<uuid:public_id>/bo-khac/", views_crosswalk.elsewhere, name="elsewhere"
    ),
    path(
        "ket-qua/<uuid:public_id>/bo-khac/<slug:index_id>/",
        views_crosswalk.start,
        name="start_elsewhere",
    ),
    path("ket-qua/<uuid:public_id>/bao-cao.pdf", views.pdf, name="pdf"),
    path(
        "ket-qua/<uuid:public_id>/bieu-do/<slug:kind>.<slug:form>",
        views.chart,
        name="chart",
    ),
    path("ket-qua/<uuid:public_id>/lien-ket/", views.share_link, name="share_link"),
    path(
        "ket-qua/<uuid:public_id>/lien-ket/<uuid:link_id>/thu-hoi/",
        views.revoke_link,
        name="revoke_link",
    ),
    path("xem/<str:token>/", views.shared, name="shared"),
    path("xac-thuc/", views.verify, name="verify"),
    path("xac-thuc/<slug:code>/", views.verify, name="verify"),
]
