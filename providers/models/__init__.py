"""All models of providers, for Django and for everybody else."""

from providers.models.changes import Change, EntryVersion
from providers.models.complaints import (
    Complaint,
    ComplaintFile,
    ComplaintStep,
)
from providers.models.desk import CalendarLink
from providers.models.directory import Provider, Solution
from providers.models.effects import SolutionEffect
from providers.models.files import EntryFile
from providers.models.leads import Lead, LeadEvent, LeadFollower, Side
from providers.models.months import ProviderMonth
from providers.models.pauses import Pause
from providers.models.ratings import ProviderDevice, Rating
from providers.models.suggestions import (
    DirectoryState,
    HiddenProvider,
    MonthCount,
    Recommendation,
)
from providers.models.talks import (
    LeadFile,
    LeadLetters,
    LeadMessage,
    LeadNotice,
    LeadOffer,
    LeadOutcome,
)
from providers.models.vetting import (
    Application,
    ApplicationFile,
    Declaration,
    Evaluation,
    Inquiry,
    Reference,
    Relation,
    Score,
    VettingStep,
)
from providers.models.webhooks import WebhookDelivery, WebhookEndpoint, WebhookTry

__all__ = [
    "Application",
    "ApplicationFile",
    "CalendarLink",
    "Change",
    "Complaint",
    "ComplaintFile",
    "ComplaintStep",
    "Declaration",
    "DirectoryState",
    "EntryFile",
    "EntryVersion",
    "Evaluation",
    "HiddenProvider",
    "Inquiry",
    "Lead",
    "LeadEvent",
    "LeadFile",
    "LeadFollower",
    "LeadLetters",
    "LeadMessage",
    "LeadNotice",
    "LeadOffer",
    "LeadOutcome",
    "MonthCount",
    "Pause",
    "Provider",
    "ProviderDevice",
    "ProviderMonth",
    "Rating",
    "Recommendation",
    "Reference",
    "Relation",
    "Score",
    "Side",
    "Solution",
    "SolutionEffect",
    "VettingStep",
    "WebhookDelivery",
    "WebhookEndpoint",
    "WebhookTry",
]
