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

# What to do about what left a provider out, by the code of it.
BETTER = {
    "budget": _("Offer a smaller package at a lower price, if there can be one."),
    "capacity": _("Offer more places a month, if you can serve them."),
    "paused": _("End the pause as soon as you can take requests again."),
    "area": _("Say that you work online, or add areas, if you do."),
    "size": _("Say for which other sizes your solutions are made, if they are."),
    "sector": _("Say for which other lines of business they are made, if they are."),
    "vetted": _("Have your vetting renewed before it runs out."),
    "active": _("Put what helps back on offer."),
    "behind": _(
        "Others raise more of what these enterprises need. Say all that your solutions"
        " can do, and ask whom you helped for a rating."
    ),
}
