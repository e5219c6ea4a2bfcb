"""What a browser holds without an account, and what of it shall not go into the one made there."""

from django.http import HttpRequest

from accounts.access import visitor_of

# The box in the form of signing up.
LEFT = "leave"


def left_out(request: HttpRequest) -> list[str]:
    """Public ids of what was ticked as not to be kept, as far as they are held here."""
    held = visitor_of(request).held
    ticked = request.POST.getlist(LEFT)
    return [public_id for public_id in ticked if public_id in held]
