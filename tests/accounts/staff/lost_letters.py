"""Letters of invitations that no mailbox took."""

from accounts.models import Letter, StaffInvitation
from accounts.staff.queries import tracked_as
from tests.builders import NOW


def lose_letter_of(invitation: StaffInvitation) -> Letter:
    return Letter.objects.create(
        kind="accounts/staff/email/invite",
        to=invitation.email,
        about=invitation.organisation,
        tracked_as=tracked_as(invitation),
        state=Letter.State.REFUSED,
        language="vi",
        written_at=NOW,
        due_at=NOW,
        tried_at=NOW,
    )
