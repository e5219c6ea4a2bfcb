"""Where an incident stands, in words."""

from django.utils.translation import gettext_lazy as _

from privacy.incidents.clock import Standing

STANDINGS = {
    Standing.DUE: _("Tell the authority by %(due)s"),
    Standing.OVERDUE: _("OVERDUE since %(due)s"),
    Standing.TOLD: _("told in time"),
    Standing.TOLD_LATE: _("told late; it was due %(due)s"),
    Standing.NOT_NEEDED: _("need not be told: no harm is possible"),
}
