"""Who is to review what."""

from collections.abc import Sequence

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from associations.review.phases.queries import first_phases, phases
from language.texts import in_language


def _phase_choices() -> list[tuple[str, str]]:
    return [(phase.key, in_language(phase.name)) for phase in first_phases()]


class PersonForm(forms.Form):
    """Somebody who may review; those with the least to do stand first."""

    reviewer = forms.TypedChoiceField(label=_("Who reviews"), coerce=int)

    def __init__(self, *args, people: Sequence[User], **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.people = {person.pk: person for person in people}
        self.fields["reviewer"].choices = [
            (person.pk, name_with_load(person)) for person in people
        ]

    def clean_reviewer(self) -> User:
        return self.people[self.cleaned_data["reviewer"]]


def name_with_load(person: User) -> str:
    return f"{person} ({person.load})"


class OpenForm(forms.Form):
    phase = forms.TypedChoiceField(
        label=_("How"),
        widget=forms.RadioSelect,
        coerce=lambda key: phases()[key],
        choices=_phase_choices,
    )
    reviewers = forms.TypedMultipleChoiceField(
        label=_("Who reviews"),
        coerce=int,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args, people: Sequence[User], **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.people = {person.pk: person for person in people}
        self.fields["reviewers"].choices = [
            (person.pk, name_with_load(person)) for person in people
        ]

    def clean_reviewers(self) -> list[User]:
        return [self.people[key] for key in self.cleaned_data["reviewers"]]
