"""The words of a provider's desk. Text lives at the edge."""

from django.utils.translation import gettext_lazy as _

# What the provider is to do, by the state of a request.
TO_DO = {
    "sent": _("Say yes or no"),
    "accepted": _("Get in touch"),
    "talking": _("Make an offer, or say that nothing comes of it"),
    "agreed": _("Deliver, and say so"),
    "offered": _("The enterprise looks at your offer"),
    "delivered": _("The enterprise says how it went"),
    "returned": _("The enterprise mends its request"),
}
