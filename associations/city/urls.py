from django.urls import path

from associations.city import views

urlpatterns = [
    path("thanh-pho/<uuid:public_id>/so-lieu/", views.figures, name="city"),
    path("thanh-pho/<uuid:public_id>/so-lieu/bang/", views.file, name="city_file"),
    path(
        "thanh-pho/<uuid:public_id>/so-lieu/excel/",
        views.workbook,
        name="city_workbook",
    ),
    path("doanh-nghiep/<uuid:public_id>/duoc-dem/", views.count_in, name="count_in"),
]
