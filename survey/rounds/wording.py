"""The words for why an enterprise is of a size."""

from django.utils.translation import gettext_lazy as _

SIZE_REASONS = {
    "revenue": _(
        "because you have at most %(employees)s employees and at most %(revenue)s of revenue a year"
    ),
    "capital": _(
        "because you have at most %(employees)s employees and at most %(capital)s of capital"
    ),
    "above_all": _(
        "because your numbers are above the limits for small and medium enterprises"
    ),
}
