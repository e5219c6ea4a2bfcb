from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from language.fields import TextField
from providers.complaints.moving import LONGEST_WORDS
from providers.complaints.services import AGREED_TEXT, categories_of
from providers.complaints.wording import PROBLEMS
from providers.models import Complaint
from survey.evidence.forms import ACCEPTED, EvidenceForm

KINDS_OF_FILES = EvidenceForm.base_fields["file"].help_text


def _file() -> forms.FileField:
    return forms.FileField(
        label=_("A photo or a document that shows it"),
        help_text=KINDS_OF_FILES,
        required=False,
        allow_empty_file=True,  # the judge of files says so in its own words
        widget=forms.FileInput(attrs={"accept": ACCEPTED}),
    )


def _words(label: str, rows: int = 4, **more) -> TextField:
    return TextField(
        label=label,
        max_length=LONGEST_WORDS,
        widget=forms.Textarea(attrs={"rows": rows}),
        error_messages={"required": PROBLEMS["words_missing"]},
        **more,
    )


class ComplainForm(forms.Form):
    category = forms.ChoiceField(
        label=_("What is it about"),
        widget=forms.RadioSelect,
        error_messages={"required": PROBLEMS["category_unknown"]},
    )
    words = _words(
        _("What happened"),
        help_text=_("When, who said what, what was agreed. Short is enough."),
    )
    wanted = _words(_("What do you ask for"), rows=2)
    file = _file()
    agree = forms.BooleanField(
        label=_(
            "I agree that the other side and an officer of an association read this,"
            " with our name."
        ),
        error_messages={"required": PROBLEMS["agree_complaint"]},
    )
    text_version = forms.CharField(
        label=_("Wording"), widget=forms.HiddenInput, initial=AGREED_TEXT
    )

    def __init__(self, *args, side: str, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        names = dict(Complaint.Category.choices)
        codes = categories_of(side)
        self.fields["category"].choices = [(code, names[code]) for code in codes]
        self.fields["wanted"].error_messages["required"] = PROBLEMS["wanted_missing"]


class AnswerForm(forms.Form):
    words = _words(_("Your side of it"))
    file = _file()


class AppealForm(forms.Form):
    words = _words(_("Why should it be looked at again"))
    file = _file()


class FileForm(EvidenceForm):
    """One more file, while it is looked into."""


class DecideForm(forms.Form):
    verdict = forms.ChoiceField(
        label=pgettext_lazy("complaint", "Decision"),
        widget=forms.RadioSelect,
        choices=[
            (
                "upheld",
                pgettext_lazy("complaint", "Upheld: what is complained of is so"),
            ),
            ("refused", pgettext_lazy("complaint", "Not upheld")),
        ],
        error_messages={"required": PROBLEMS["verdict_missing"]},
    )
    words = _words(
        _("The reason"),
        help_text=_("Both sides read it: what you found, and what it rests on."),
    )
