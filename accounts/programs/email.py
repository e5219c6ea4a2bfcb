"""The letter that says a token was made: whoever did not make it ends it."""

from django.urls import reverse

from accounts.email import send_email
from accounts.models import ApiToken
from accounts.programs.wording import right_names
from accounts.site import at_site


def tell_of_token(token: ApiToken) -> None:
    context = {
        "token": token,
        "rights": right_names(token.rights),
        "url": at_site(reverse("account_tokens")),
    }
    send_email(
        "accounts/programs/email/made", token.user.email, token.user.language, context
    )
