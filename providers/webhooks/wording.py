"""The words for webhooks: what can be told, how it stands, what was in the way."""

from django.utils.translation import gettext_lazy as _

TOPICS = {
    "lead": _("Requests: a new one, each step, and how it ends"),
    "complaint": _("Complaints: a new one, each step, the decision"),
    "rating": _("Reviews of what you delivered"),
    "vetting": _("Vetting: decisions, and when it runs out"),
    "pause": _("Pauses: when you are suggested no more, and again"),
}

# Of an endpoint, with its badge.
STANDS = {
    "on": (_("switched on"), "good"),
    "failing": (_("does not answer"), "warn"),
    "off": (_("switched off"), "quiet"),
    "given_up": (_("switched off by us: no answer"), "bad"),
}

# Of a message, with its badge.
STATES = {
    "waiting": (_("on its way"), "quiet"),
    "delivered": (_("arrived"), "good"),
    "failed": (_("given up"), "bad"),
    "stopped": (_("not sent: switched off"), "warn"),
}

IN_THE_WAY = {
    "bad_address": _("This is not an address of a website we can send to."),
    "not_https": _("The address has to begin with https://"),
    "bad_port": _("We send to the ports 443 and 80 only. Please leave the port out."),
    "no_such_name": _("There is no machine of this name."),
    "not_public": _("This address leads into a private network, not to the internet."),
    "refused": _("Nobody listens there."),
    "too_slow": _("No answer within 5 seconds."),
    "cut_off": _("The line was cut before an answer."),
    "too_long": _("The answer was longer than 64 KB."),
    "tls": _("The certificate is not valid for this name."),
}

PROBLEMS = {
    "too_many_webhooks": _("There are ten webhooks already. Please remove one first."),
    "secret_shown": _(
        "The secret was shown before. Make a new one: both hold meanwhile."
    ),
    "webhook_off": _("Please switch the webhook on first."),
    "on_its_way": _("This message is on its way already."),
    "tested_too_often": _("That were many tests. Please try again in some minutes."),
}


def problem(code: str) -> str:
    return str(PROBLEMS[code])


def in_the_way(code: str) -> str:
    return str(IN_THE_WAY[code])
