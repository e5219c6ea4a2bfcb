"""In place of allauth's own: ending sessions takes the password, as all that guards an account."""

from allauth.account.decorators import reauthentication_required
from allauth.usersessions.views import list_usersessions
from django.urls import path

# Looking at the list takes nothing.
where_signed_in = reauthentication_required(list_usersessions, allow_get=True)

urlpatterns = [
    path("sessions/", where_signed_in, name="usersessions_list"),
]
