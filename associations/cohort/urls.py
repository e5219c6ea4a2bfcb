from django.urls import path

from associations.cohort import views

WHOLE = "hiep-hoi/<uuid:public_id>/tong-quan/"

urlpatterns = [
    path(WHOLE, views.cohort, name="cohort"),
    path(f"{WHOLE}danh-sach/", views.members_in_cell, name="cell"),
    path(f"{WHOLE}hai-nhom/", views.beside, name="beside"),
    path(f"{WHOLE}nhu-cau/", views.needs, name="needs"),
]
