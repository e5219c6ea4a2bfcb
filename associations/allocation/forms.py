from django import forms
from django.utils.translation import gettext_lazy as _

MOST, USUAL = 5, 3


class AllocationForm(forms.Form):
    most = forms.TypedChoiceField(
        label=_("Providers for each firm, at most"),
        choices=[(count, str(count)) for count in range(1, MOST + 1)],
        coerce=int,
        initial=USUAL,
    )
