from django import forms
from django.utils.translation import gettext_lazy as _

from language.fields import TextField
from providers.models.ratings import STARS
from providers.ratings.services import LONGEST_WORDS
from providers.ratings.wording import ASPECTS, PROBLEMS

SAID = {
    5: _("5, very good"),
    4: _("4, good"),
    3: _("3, as usual"),
    2: _("2, poor"),
    1: _("1, very poor"),
}


class RateForm(forms.Form):
    words = TextField(
        label=_("A few words for other firms"),
        help_text=_("Everybody can read them, without your name."),
        max_length=LONGEST_WORDS,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        for aspect, label in ASPECTS.items():
            self.fields[aspect] = forms.TypedChoiceField(
                label=label,
                choices=[(stars, SAID[stars]) for stars in reversed(STARS)],
                coerce=int,
                widget=forms.RadioSelect,
                error_messages={"required": PROBLEMS["stars_missing"]},
            )
        self.order_fields([*ASPECTS, "words"])

    @property
    def stars(self) -> dict[str, int]:
        return {aspect: self.cleaned_data[aspect] for aspect in ASPECTS}


class ReplyForm(forms.Form):
    words = TextField(
        label=_("Your reply, for everybody to read"),
        max_length=LONGEST_WORDS,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": PROBLEMS["reply_missing"]},
    )


class HideForm(forms.Form):
    because = TextField(
        label=_("Why it is taken out"),
        max_length=LONGEST_WORDS,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": PROBLEMS["reason_missing"]},
    )
