"""What a token is for, what it may do, and how long."""

from collections.abc import Iterable

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from accounts.models import Organisation
from accounts.programs.services import MOST_DAYS, USUAL_DAYS
from accounts.programs.wording import RIGHTS
from language.fields import LineField

ALL_OF_MINE = ""
DAYS = (30, USUAL_DAYS, 180, MOST_DAYS)


class TokenForm(forms.Form):
    name = LineField(
        label=_("What it is for"),
        max_length=60,
        help_text=_("For example: accounting software, website, report of the month."),
        error_messages={"required": _("Please say what the token is for.")},
    )
    organisation = forms.ChoiceField(label=_("Opens"), required=False)
    rights = forms.MultipleChoiceField(
        label=_("What the program may do"),
        widget=forms.CheckboxSelectMultiple,
        choices=list(RIGHTS.items()),
        help_text=_("Never more than you may yourself. Choose as little as it needs."),
        error_messages={"required": _("Please choose at least one.")},
    )
    days = forms.TypedChoiceField(label=_("Ends after"), coerce=int, initial=USUAL_DAYS)

    def __init__(self, *args, organisations: Iterable[Organisation], **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self._organisations = {str(each.public_id): each for each in organisations}
        named = [(key, each.name) for key, each in self._organisations.items()]
        # First, since most accounts have one place only.
        everywhere = (ALL_OF_MINE, _("Everything that my account opens"))
        self.fields["days"].choices = list(map(_days, DAYS))
        self.fields["organisation"].choices = [everywhere, *named]

    def clean_organisation(self) -> Organisation | None:
        return self._organisations.get(self.cleaned_data["organisation"])


def _days(number: int) -> tuple[int, str]:
    words = ngettext("%(count)s day", "%(count)s days", number)
    return number, words % {"count": number}
