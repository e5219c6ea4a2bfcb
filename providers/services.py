"""All writes of providers under one name, told apart by subject in the services_* modules."""

from providers.services_directory import Imported, import_directory, set_vetting
from providers.services_leads import (
    CONSENT_TEXT,
    Contact,
    accept_lead,
    ask_provider,
    decline_lead,
    open_contact,
    withdraw_lead,
)
from providers.services_matching import recommend

__all__ = [
    "CONSENT_TEXT",
    "Contact",
    "Imported",
    "accept_lead",
    "ask_provider",
    "decline_lead",
    "import_directory",
    "open_contact",
    "recommend",
    "set_vetting",
    "withdraw_lead",
]
