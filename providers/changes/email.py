"""The letter that tells a provider what became of a change."""

from django.urls import reverse
from django.utils.translation import override

from accounts.email import send_email
from accounts.site import at_site
from language.texts import as_written
from providers.models import Change


def tell_provider(change: Change) -> None:
    """To whoever asked for it, as long as that person works there."""
    organisation = change.provider.organisation
    user = change.asked_by
    if user is None or not organisation.memberships.filter(user=user).exists():
        return
    with override(user.language):
        name = (
            as_written(change.solution.name) if change.solution else organisation.name
        )
    context = {
        "name": name,
        "is_accepted": change.state == Change.State.ACCEPTED,
        "reason": change.reason,
        "url": at_site(reverse("providers:own_entries", args=[organisation.public_id])),
    }
    send_email(
        "providers/changes/email/judged",
        user.email,
        user.language,
        context,
        about=organisation,
    )
