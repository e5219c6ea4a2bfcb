"""What an enterprise says of its money before it is matched."""

from django import forms
from django.utils.translation import gettext_lazy as _

from language.fields import FriendlyNumberField


class BudgetForm(forms.Form):
    budget = FriendlyNumberField(
        label=_("What can you spend in the first year, in dong"),
        max_length=60,
        required=False,
        help_text=_(
            "For example 50 triệu or 1,5 tỷ. Leave it empty to see everything that fits."
        ),
    )
