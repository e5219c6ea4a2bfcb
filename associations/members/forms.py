"""Typing a member, and what the list of members is filtered by."""

from typing import ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from associations.choices import filter_by
from associations.members.fields import member_fields
from associations.members.queries import Filters
from associations.members.states import STATES, UNREACHED
from language.fields import LineField


class MemberForm(forms.Form):
    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields.update(member_fields())
        self.fields["tax_code"].kept = self.initial.get("tax_code", "")


class ReasonForm(forms.Form):
    """Why a request is declined: the letter says it."""

    reason = LineField(
        label=_("Reason"),
        max_length=500,
        error_messages={
            "required": _("Please write why: the enterprise reads it in the letter.")
        },
    )


class MemberFilterForm(forms.Form):
    """Stands in the address; what cannot be read there is left out, never an error page."""

    # Addresses are Vietnamese: what its fields and states are called in one.
    WORDS: ClassVar = {
        "name": "ten",
        "state": "tinh-trang",
        "sector": "nganh",
        "area": "diaban",
        "size": "quymo",
    }

    name = LineField(label=_("Name or tax code"), max_length=200, required=False)
    state = forms.TypedChoiceField(
        label=_("State"),
        required=False,
        empty_value="",
        coerce={state.word: state.code for state in (*STATES, UNREACHED)}.get,
        choices=[
            ("", _("Any state")),
            *((state.word, state.name) for state in (*STATES, UNREACHED)),
        ],
    )
    sector = filter_by("sector")
    area = filter_by("area")
    size = filter_by("size")

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.widget.attrs["class"] = "input"

    def add_prefix(self, field_name: str) -> str:
        return self.WORDS.get(field_name, field_name)

    def filters(self) -> Filters:
        self.is_valid()
        # What could not be read is missing here, and so filters nothing.
        self.errors.clear()
        return Filters(**self.cleaned_data)

    def asked(self) -> dict[str, str]:
        """What the address asks for, by its own words."""
        words = self.WORDS.values()
        asked = {word: self.data.get(word, "") for word in words}
        return {word: text for word, text in asked.items() if text}
