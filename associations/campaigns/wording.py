"""The words of campaigns: what is wrong, and what each number is called."""

from django.utils.translation import gettext_lazy as _

PROBLEMS = {
    "name_missing": _("Give it a name, so that members know what they are asked for."),
    "day_missing": _("Choose a day."),
    "period_backwards": _("It ends before it begins. Choose a later day."),
    "period_over": _("This day has passed. Choose today or a later one."),
    "period_too_long": _("A campaign lasts a year at most. Repeat it after that."),
    "not_later": _("It ends on that day or later already. Choose a later day."),
    "days_unreadable": _("Type days with commas between them, for example 7, 14."),
    "too_many_reminders": _("At most six reminders: more only annoy."),
    "nothing_chosen": _("Choose a sector, a size or an area below, or invite all."),
    "import_missing": _("Choose which import, or invite others."),
    "vietnamese_missing": _("Write it in Vietnamese too: most members read that."),
    "reason_missing": _("Write why, for whoever asks later."),
    "outcome_missing": _("Choose how the call went."),
    "index_retired": _(
        "This index is not published any more: nothing is sent, and no link begins."
    ),
    "campaign_closed": _("Somebody closed it. Repeat it as a new round instead."),
    "member_gone": _("This member has left or said no: it gets no more letters."),
    "nobody_reached": _("No letter reaches this member: ring instead."),
    "sent_today": _("A letter was sent today already."),
}

GROUPS = {
    "moi": _("Invited"),
    "chua-gui": _("Letter not written yet"),
    "thu-tra-lai": _("Letter came back"),
    "khong-email": _("No email address"),
    "khong-nhan-thu": _("Want no letters"),
    "chua-mo": _("Not opened"),
    "da-mo": _("Opened"),
    "da-bat-dau": _("Started"),
    "dang-lam": _("Started, not sent yet"),
    "da-gui": _("Sent"),
    "da-xem-xet": _("Reviewed"),
    "dung-lai": _("Stopped halfway, for a week"),
    "goi-hom-nay": _("Ring these today"),
}
LAST_PAGE = _("All answered, not sent")
UNKNOWN_PAGE = _("Another part")
