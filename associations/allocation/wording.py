from django.utils.translation import gettext_lazy as _

PROBLEMS = {
    "not_made": _("It is not ready yet. Please wait until the preview stands here."),
    "already_sent": _("Its letters were sent before; nobody gets them twice."),
}
