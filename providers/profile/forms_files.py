"""A picture or a document, with its words in both languages."""

from functools import partial

from django.utils.translation import gettext_lazy as _

from language.fields import LineField
from language.forms import InBothLanguages
from survey.evidence.forms import JudgedFileField
from survey.evidence.pictures import ACCEPTED, judged_picture_or_pdf

ShownFileField = partial(
    JudgedFileField, judged_picture_or_pdf, f"{ACCEPTED},application/pdf"
)


class EntryFileForm(InBothLanguages):
    file = ShownFileField(
        label=_("Choose a picture or a PDF"),
        help_text=_(
            "Picture (JPEG, PNG, WebP) or PDF, up to 10 MB. Pictures are drawn anew without"
            " place and time."
        ),
        error_messages={
            "required": _("Please choose a file first."),
            "invalid": _("Please choose a file first."),
        },
    )
    text_vi = LineField(
        label=_("What it shows, in Vietnamese"),
        help_text=_("For whoever cannot see the picture; for a document its name."),
        max_length=200,
        error_messages={"required": _("Please say what it shows.")},
    )
    text_en = LineField(
        label=_("What it shows, in English"), max_length=200, required=False
    )
