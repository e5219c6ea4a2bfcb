from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from accounts.access import Scope
from accounts.models import Organisation
from associations.consent_texts import CURRENT
from associations.queries import Filters
from indexes.offers import index_names
from language.texts import in_language
from registry.areas import areas_by_former_province
from registry.sector_names import SECTORS
from registry.sectors import sectors
from registry.sizes import size_names
from survey.evidence.services import LONGEST_NOTE
from survey.models import Evidence


class ShareForm(forms.Form):
    """To whom and how much. Nothing is chosen beforehand; the box is ticked by hand each time."""

    association = forms.ChoiceField(
        label=_("Which association"),
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Choose the association that may see the results.")
        },
    )
    scope = forms.TypedChoiceField(
        label=_("What it may see"),
        coerce=lambda value: Scope(int(value)),
        widget=forms.RadioSelect,
        choices=lambda: [
            (int(scope), in_language(text.name))
            for scope, text in CURRENT.scopes.items()
        ],
        error_messages={"required": _("Choose how much the association may see.")},
    )
    agree = forms.BooleanField(
        label=_("Your consent"),
        error_messages={
            "required": _(
                "Nothing is shared without your consent. Tick the box if you agree."
            )
        },
    )
    text_version = forms.CharField(label=_("Wording"), widget=forms.HiddenInput)

    def __init__(self, *args, associations: list[Organisation], **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.associations = {str(each.public_id): each for each in associations}
        self.fields["association"].choices = [
            (key, each.name) for key, each in self.associations.items()
        ]

    def clean_association(self) -> Organisation:
        return self.associations[self.cleaned_data["association"]]

    def clean_text_version(self) -> str:
        """Whoever read an older wording agrees anew to the one in force, which is shown."""
        if self.cleaned_data["text_version"] != CURRENT.id:
            self.data = self.data.copy()
            self.data["text_version"] = CURRENT.id
            self.data.pop("agree", None)
            raise ValidationError(
                _("The wording has changed. Please read it again."),
                code="wording_changed",
            )
        return self.cleaned_data["text_version"]


class VerdictForm(forms.Form):
    """What a reviewer found in one file. Nothing is chosen beforehand."""

    verdict = forms.ChoiceField(
        label=_("Does the file prove the answer?"),
        widget=forms.RadioSelect,
        choices=[
            (Evidence.Verdict.ACCEPTED, _("Yes, it proves the answer")),
            (Evidence.Verdict.DECLINED, _("No, not accepted")),
        ],
        error_messages={"required": _("Please choose one of the two.")},
    )
    note = forms.CharField(
        label=_("Note to the enterprise"),
        help_text=_(
            "Needed when you do not accept: what is missing, or what would prove it."
        ),
        required=False,
        max_length=LONGEST_NOTE,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


def _area_choices() -> list[tuple]:
    return [
        (in_language(province), [(area.code, in_language(area.name)) for area in units])
        for province, units in areas_by_former_province()
    ]


class FilterForm(forms.Form):
    """Stands in the address; what cannot be read there is left out, never an error page."""

    ten = forms.CharField(
        label=_("Name of the enterprise"), max_length=200, required=False
    )
    nganh = forms.ChoiceField(
        label=_("Sector"),
        required=False,
        choices=lambda: [
            ("", _("All sectors")),
            *((code, SECTORS[code]) for code in SECTORS if code in sectors()),
        ],
    )
    quymo = forms.ChoiceField(
        label=_("Size"),
        required=False,
        choices=lambda: (
            [("", _("All sizes"))]
            + [(key, in_language(name)) for key, name in size_names().items()]
        ),
    )
    diaban = forms.ChoiceField(
        label=_("Area"),
        required=False,
        choices=lambda: [("", _("The whole city")), *_area_choices()],
    )
    bo = forms.ChoiceField(
        label=_("Index"),
        required=False,
        choices=lambda: [("", _("All indexes")), *index_names().items()],
    )
    muc = forms.TypedChoiceField(
        label=_("Level"),
        required=False,
        coerce=int,
        empty_value=None,
        choices=lambda: (
            [("", _("All levels"))] + [(level, str(level)) for level in range(6)]
        ),
    )
    phamvi = forms.TypedChoiceField(
        label=_("Shared"),
        required=False,
        coerce=int,
        empty_value=None,
        choices=[
            ("", _("Whatever is shared")),
            (int(Scope.AGGREGATE), _("Overall level only")),
            (int(Scope.PILLARS), _("Overall level and pillars")),
            (int(Scope.ANSWERS), _("Answers, no files")),
            (int(Scope.EVIDENCE), _("Answers and evidence")),
        ],
    )
    xep = forms.ChoiceField(
        label=_("Order"),
        required=False,
        choices=[
            ("ten", _("By name")),
            ("muc", _("Highest level first")),
            ("ngay", _("Newest first")),
        ],
    )

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.widget.attrs["class"] = "input"

    def filters(self) -> Filters:
        self.is_valid()
        read = self.cleaned_data
        return Filters(
            name=read.get("ten", ""),
            sector=read.get("nganh", ""),
            size=read.get("quymo", ""),
            area=read.get("diaban", ""),
            index=read.get("bo", ""),
            level=read.get("muc"),
            scope=read.get("phamvi"),
            order=read.get("xep") or "ten",
        )
