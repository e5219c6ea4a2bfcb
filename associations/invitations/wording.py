"""What keeps a firm from beginning by a link, in words."""

from django.utils.translation import gettext_lazy as _

PROBLEMS = {
    "campaign_closed": _("This campaign does not run now: nothing begins by its link."),
    "scope_missing": _("Choose one; you can change it later."),
    "not_agreed": _("Nothing begins by this link without your consent."),
    "firm_missing": _("Type the name of your enterprise."),
    "is_another_member": _(
        "This enterprise stands under another name on the association’s list. Please "
        "ring the association."
    ),
    "begun_elsewhere": _(
        "A round was begun for this enterprise already. Go on in the browser where it "
        "began, or ring the association."
    ),
}
