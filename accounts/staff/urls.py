"""Addresses of a team, under any place of work, and those that a letter leads to."""

from django.urls import URLPattern, path

from accounts.staff import views, views_invitations
from accounts.staff.workplace import Workplace


def team_urls(own: str, place: Workplace) -> list[URLPattern]:
    """own: where the team has its first page, with the `public_id` in it."""
    one = f"{own}<int:membership_id>/"
    invited = f"{own}moi/<uuid:invitation_id>/"
    of = {"place": place}
    return [
        path(own, views.team, of, name="team"),
        path(f"{own}hai-buoc/", views.two_steps, of, name="two_steps"),
        path(f"{own}moi/", views_invitations.invite, of, name="invite_colleague"),
        path(
            f"{invited}gui-lai/", views_invitations.send_again, of, name="invite_again"
        ),
        path(f"{invited}ngung/", views_invitations.end, of, name="end_invitation"),
        path(one, views.colleague, of, name="colleague"),
        path(f"{one}roi/", views.remove, of, name="remove_colleague"),
        path(f"{one}dang-xuat/", views.end_sessions, of, name="sign_out_colleague"),
    ]


urlpatterns = [
    path("lam-viec/<str:token>/", views_invitations.work_link, name="work_link"),
    path("loi-moi-lam-viec/<uuid:invitation_id>/", views_invitations.work, name="work"),
]
