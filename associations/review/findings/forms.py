"""What a reviewer says of one answer, and what the firm replies."""

from django import forms
from django.utils.translation import gettext_lazy as _

from associations.review.findings.services import LONGEST_WORDS
from indexes.index.model import Index
from language.fields import TextField
from language.texts import in_language


class FindingForm(forms.Form):
    """The declared level is chosen beforehand: to accept it one button is enough."""

    level = forms.TypedChoiceField(
        label=_("Level that you find right"),
        widget=forms.RadioSelect,
        required=False,
        coerce=int,
        empty_value=None,
    )
    words = TextField(
        label=_("Reason for another level, or question to the enterprise"),
        help_text=_("The enterprise reads it, with the name of the association."),
        required=False,
        max_length=LONGEST_WORDS,
        widget=forms.Textarea(attrs={"rows": 3, "accesskey": "w"}),
    )

    def __init__(self, *args, index: Index, code: str, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["level"].choices = level_choices(index, code)


def level_choices(index: Index, code: str) -> list[tuple[int, str]]:
    """Every level with its sentence; where levels have none, their numbers."""
    question = index.questions[code]
    anchors = question.get("anchors")
    if anchors and "linear" not in question:
        return [(level, in_language(text)) for level, text in enumerate(anchors)]
    points = index.rubric.questions[index.places[code]].points
    return [(level, str(level)) for level in range(len(points))]


class ReplyForm(forms.Form):
    words = TextField(
        label=_("Your reply"),
        required=False,
        max_length=LONGEST_WORDS,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class ReasonForm(forms.Form):
    """Why somebody abstains, lets a review stand, or asks for another reviewer."""

    words = TextField(
        label=_("Reason"),
        required=False,
        max_length=LONGEST_WORDS,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
