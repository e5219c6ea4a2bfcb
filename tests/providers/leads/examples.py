"""What an owner posts who asks a provider to get in touch."""

from providers.leads.services import CONSENT_TEXT


def ticks(slug: str, *names: str) -> dict[str, str]:
    """The boxes of one provider; contact and pillars where none is named."""
    ticked = ("ask", *(names or ("agree_contact", "agree_pillars")))
    return {f"{slug}-{name}": "on" for name in ticked}


def form_data(slug: str = "web", **changes):
    data = {
        "contact_name": "Hòa",
        "contact_email": "hoa@quanpho.example",
        "contact_phone": "",
        "budget": "1,5 tỷ",
    }
    return {
        **data,
        "message": "Chào anh",
        **ticks(slug),
        "text_version": CONSENT_TEXT,
        **changes,
    }
