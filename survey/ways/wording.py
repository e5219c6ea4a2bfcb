"""What an owner may want first, in the words of the advice's purposes."""

from django.utils.translation import gettext_lazy as _

# Whether a household sells more than what the law asks e-invoices from.
SAYS_ABOVE = {
    "yes": _("Yes"),
    "no": _("No"),
    "unsure": _("Not sure"),
}
WANTS = {
    "sell": _("Sell more"),
    "time": _("Save time"),
    "spend": _("Spend less"),
    "know": _("Know the figures"),
    "rules": _("Keep the rules"),
    "safe": _("Stay safe"),
}
