"""The words for what is counted of suggestions. Text lives at the edge."""

from django.utils.translation import gettext_lazy as _

FIGURES = {
    "recommendations": (
        _("Recommendations"),
        _("Lists of suggestions that enterprises asked for and that were kept."),
    ),
    "providers": (
        _("Providers"),
        _("Vetted, with something on offer."),
    ),
    "exposure": (
        _("How unevenly they were shown (Gini)"),
        _(
            "0 is everybody alike, 1 is one alone. The first place counts 1, the second"
            " 0.63, the third 0.5."
        ),
    ),
    "accepted": (
        _("How unevenly accepted requests are spread (Gini)"),
        _("By the provider that accepted."),
    ),
    "cost": (
        _("What the lot costs"),
        _("Of what the lists would be worth without it. Our limit is 1 %."),
    ),
    "newcomers": (
        _("What newcomers were shown"),
        _("Listed for less than half a year."),
    ),
}

OUTCOMES = {
    "first": _("You stood in full, beside a step or in the list"),
    "line": _("You stood in a line beside a step"),
    "behind": _("You help and pass every rule; others stood before you"),
    "budget": _("Your price is above the budget"),
    "capacity": _("You had no place left in the month"),
    "paused": _("You took no new requests"),
    "area": _("You do not work in their area"),
    "size": _("What you offer is for another size of enterprise"),
    "sector": _("What you offer is for other lines of business"),
    "vetted": _("Your vetting was not valid"),
    "hidden": _("They want you suggested no more"),
    "conflict": _("You are the same people or company"),
    "active": _("What would help is not on offer any more"),
}

REASONS = {
    "why.path": _("You help with steps of their plan"),
    "why.lacking_pillar": _("You raise a pillar that they need for the next level"),
    "why.sector": _("Made for their line of business"),
    "why.size": _("Made for their size"),
    "why.near": _("You work in their area"),
    "why.online": _("You can do the work online"),
    "why.rating": _("You are rated"),
}

REST = _("Other reasons together")
