from django.urls import path

from associations import views, views_evidence

app_name = "associations"
urlpatterns = [
    path("ket-qua/<uuid:public_id>/chia-se/", views.share, name="share"),
    path(
        "ket-qua/<uuid:public_id>/minh-chung/", views_evidence.evidence, name="evidence"
    ),
    path(
        "ket-qua/<uuid:public_id>/minh-chung/<uuid:evidence_id>/",
        views_evidence.review,
        name="review_evidence",
    ),
    path("dong-y/", views.consents, name="consents"),
    path("dong-y/<uuid:public_id>/rut/", views.withdraw, name="withdraw"),
    path(
        "doanh-nghiep/<uuid:enterprise_id>/roi/<uuid:association_id>/",
        views.leave,
        name="leave",
    ),
    path("hiep-hoi/<uuid:public_id>/ket-qua/", views.results, name="results"),
]
