"""Addresses of an association's own people, and of those it asks to work for it."""

from django.urls import path

from associations.staff.colleagues import views as colleagues
from associations.staff.invitations import views as invitations
from associations.staff.profile import views as profile

OWN = "hiep-hoi/<uuid:public_id>/nhom/"
ONE = f"{OWN}<int:membership_id>/"
INVITED = f"{OWN}moi/<uuid:invitation_id>/"

urlpatterns = [
    path(OWN, colleagues.team, name="team"),
    path(f"{OWN}hai-buoc/", colleagues.two_steps, name="two_steps"),
    path(f"{OWN}moi/", invitations.invite, name="invite_colleague"),
    path(f"{INVITED}gui-lai/", invitations.send_again, name="invite_again"),
    path(f"{INVITED}ngung/", invitations.end, name="end_invitation"),
    path(ONE, colleagues.colleague, name="colleague"),
    path(f"{ONE}roi/", colleagues.remove, name="remove_colleague"),
    path(f"{ONE}dang-xuat/", colleagues.end_sessions, name="sign_out_colleague"),
    path("hiep-hoi/", profile.all_associations, name="associations"),
    path("hiep-hoi/<uuid:public_id>/", profile.about, name="about"),
    path("hiep-hoi/<uuid:public_id>/hinh/", profile.picture, name="picture"),
    path(f"{OWN}gioi-thieu/", profile.edit_profile, name="edit_profile"),
    path("lam-viec/<str:token>/", invitations.work_link, name="work_link"),
    path("loi-moi-lam-viec/<uuid:invitation_id>/", invitations.work, name="work"),
]
