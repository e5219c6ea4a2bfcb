"""Asking to belong to an association."""

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.models import Organisation


class AskForm(forms.Form):
    """Which association is asked for membership."""

    association = forms.ChoiceField(label=_("Which association"))

    def __init__(self, *args, associations: list[Organisation], **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.associations = {str(each.public_id): each for each in associations}
        self.fields["association"].choices = [
            (key, each.name) for key, each in self.associations.items()
        ]

    def clean_association(self) -> Organisation:
        return self.associations[self.cleaned_data["association"]]
