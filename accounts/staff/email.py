"""The letter that asks somebody to work for an organisation."""

from django.urls import reverse

from accounts.email import send_email
from accounts.models import StaffInvitation
from accounts.site import at_site
from accounts.staff.queries import tracked_as
from accounts.staff.wording import WHAT_FOR, Kind
from registry.retention import kept_for


def send_invitation(invitation: StaffInvitation, token: str) -> bool:
    """Whether it is on its way."""
    inviter = invitation.invited_by
    context = {
        "organisation": invitation.organisation.name,
        "what_for": WHAT_FOR[Kind(invitation.organisation.kind)],
        "inviter": inviter.get_full_name() if inviter else "",
        "role": invitation.get_role_display(),
        "url": at_site(reverse("work_link", args=[token])),
        "expires_at": invitation.expires_at,
        # Whoever is named by others learns where to see it and have it deleted.
        "data_url": at_site(reverse("privacy:by_letter")),
        "days": kept_for("invitations").days,
    }
    return send_email(
        "accounts/staff/email/invite",
        invitation.email,
        invitation.language,
        context,
        about=invitation.organisation,
        tracked_as=tracked_as(invitation),
    )
