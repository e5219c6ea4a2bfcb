"""What an owner posts who asks a provider to get in touch."""

from providers.leads.services import CONSENT_TEXT


def form_data(**changes):
    data = {
        "contact_name": "Hòa",
        "contact_email": "hoa@quanpho.example",
        "contact_phone": "",
        "budget": "1,5 tỷ",
    }
    return {
        **data,
        "message": "Chào anh",
        "agree_contact": "on",
        "agree_pillars": "on",
        "text_version": CONSENT_TEXT,
        **changes,
    }
