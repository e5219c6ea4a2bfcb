"""Who opened what of an enterprise, and when, in a sentence its owner reads."""

from datetime import datetime, timedelta

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import AuditEvent, Organisation
from associations.consents.queries import COURSE_SEEN
from language.formats import day

PARTS = {
    "answers": gettext_lazy("opened the answers"),
    "evidence": gettext_lazy("looked through the evidence"),
    "roadmap": gettext_lazy("opened the roadmap"),
    "what_if": gettext_lazy("tried what would be if"),
    "chart": gettext_lazy("took a chart"),
    "comparison": gettext_lazy("opened the comparison"),
    "contact": gettext_lazy("opened the contact details"),
}
ACTIONS = {
    "report.taken": gettext_lazy("took the report (PDF)"),
    "lead.contact_opened": gettext_lazy("opened the contact details"),
    "export.taken": gettext_lazy("took the result along in a table"),
    COURSE_SEEN: gettext_lazy("looked at how your requests to providers go"),
}


def opening_told(event: AuditEvent, grantee: Organisation, now: datetime) -> str:
    """As "Lan Trần, Hội Dệt may, opened the answers yesterday at 9:00"."""
    did, when = _deed(event), moment(event.at, now)
    # An address is nobody's business here: without a name it is somebody of theirs.
    name = event.actor.full_name if event.actor else ""
    if not name:
        parts = {"grantee": grantee.name, "did": did, "when": when}
        return _("%(grantee)s %(did)s %(when)s") % parts
    parts = {"name": name, "grantee": grantee.name, "did": did, "when": when}
    return _("%(name)s, %(grantee)s, %(did)s %(when)s") % parts


def _deed(event: AuditEvent) -> str:
    if event.action == "evidence.opened":
        words = _("opened evidence for %(code)s")
        return words % {"code": event.details["question"]}
    if event.action in ACTIONS:
        return str(ACTIONS[event.action])
    part = event.details.get("part", "")
    return str(PARTS.get(part, _("opened the result")))


def moment(at: datetime, now: datetime) -> str:
    """Days as people say them: today, yesterday, else the date."""
    at, now = timezone.localtime(at), timezone.localtime(now)
    if at.date() == now.date():
        return _("today at %(time)s") % {"time": _time(at)}
    if at.date() == now.date() - timedelta(days=1):
        return _("yesterday at %(time)s") % {"time": _time(at)}
    return _("on %(day)s at %(time)s") % {"day": day(at), "time": _time(at)}


def _time(at: datetime) -> str:
    if at.minute == 0:
        return _("%(hour)s:00") % {"hour": at.hour}
    parts = {"hour": at.hour, "minute": f"{at.minute:02}"}
    return _("%(hour)s:%(minute)s") % parts
