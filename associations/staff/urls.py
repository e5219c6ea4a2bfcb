"""Addresses of an association's own people, and of what it says of itself."""

from django.urls import path

from accounts.staff.urls import team_urls
from accounts.staff.workplace import ASSOCIATION
from associations.staff.profile import views as profile

OWN = "hiep-hoi/<uuid:public_id>/nhom/"

urlpatterns = [
    *team_urls(OWN, ASSOCIATION),
    path("hiep-hoi/", profile.all_associations, name="associations"),
    path("hiep-hoi/<uuid:public_id>/", profile.about, name="about"),
    path("hiep-hoi/<uuid:public_id>/hinh/", profile.picture, name="picture"),
    path(f"{OWN}gioi-thieu/", profile.edit_profile, name="edit_profile"),
]
