"""What an association sees of all its members, and what it may take along."""

from django.urls import path

from associations.cohort import views as cohort
from associations.exports import views as exports
from associations.today import views

WHOLE = "hiep-hoi/<uuid:public_id>/tong-quan/"
FILES = "hiep-hoi/<uuid:public_id>/tep/"

of_members = [
    path("hiep-hoi/<uuid:public_id>/hom-nay/", views.today, name="today"),
    path(WHOLE, cohort.cohort, name="cohort"),
    path(f"{WHOLE}danh-sach/", cohort.members_in_cell, name="cell"),
    path(f"{WHOLE}hai-nhom/", cohort.beside, name="beside"),
    path(f"{WHOLE}nhu-cau/", cohort.needs, name="needs"),
    path(FILES, exports.exports, name="exports"),
    path(f"{FILES}<uuid:export_id>/", exports.fetch_export, name="fetch_export"),
]
