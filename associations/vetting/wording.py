"""What the parts of the list are called. Text lives at the edge."""

from django.utils.translation import gettext_lazy as _

PARTS_NAMES = {
    "": _("To be done"),
    "hoi": _("With the provider"),
    "dang-co": _("Vetted by us"),
    "xong": _("Over"),
}
