"""The form that invites a colleague."""

from collections.abc import Sequence

from django import forms
from django.utils.translation import gettext_lazy as _

from language.fields import LineField
from survey.colleagues.queries import namesakes
from survey.models import Respondent
from survey.rounds.forms import LaterForm

ANOTHER = "another"


class InviteForm(LaterForm):
    """Whom, and for which pillars; nothing is chosen beforehand."""

    name = LineField(
        label=_("Name of your colleague"),
        max_length=100,
        error_messages={
            "required": _("Please give the name; it stands beside the answers.")
        },
    )
    pillars = forms.MultipleChoiceField(
        label=_("Which parts"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Please choose at least one part.")},
    )
    field_order = ["name", "email", "pillars"]

    def __init__(
        self,
        *args,
        pillars: dict[str, str],
        standing: Sequence[Respondent] = (),
        **kwargs,
    ) -> None:
        """standing: invitations of the same round whose links may be open."""
        super().__init__(*args, **kwargs)
        self.standing = standing
        self.asks_which = False
        self.fields["pillars"].choices = list(pillars.items())
        self.fields["email"].error_messages["required"] = _(
            "Please type the email address of your colleague."
        )

    def clean(self) -> dict:
        """Of one name at two addresses: only the owner knows whether that is one person."""
        cleaned = super().clean()
        if "name" not in cleaned or "email" not in cleaned:
            return cleaned
        others = namesakes(self.standing, cleaned["name"], cleaned["email"])
        if others:
            self.asks_which = True
            self.fields["instead_of"] = _which(others)
            cleaned["instead_of"] = self._instead_of(others)
        return cleaned

    def _instead_of(self, others: Sequence[Respondent]) -> Respondent | None:
        told = self.data.get("instead_of", "")
        try:
            chosen = self.fields["instead_of"].clean(told)
        except forms.ValidationError as error:
            self.add_error("instead_of", error)
            return None
        for other in others:
            if str(other.public_id) == chosen:
                return other
        return None


def _which(others: Sequence[Respondent]) -> forms.ChoiceField:
    ends = _("The same person: the link that went to %(email)s ends")
    choices = []
    for other in others:
        label = ends % {"email": other.email}
        choices.append((str(other.public_id), label))
    another = _("Somebody else of this name: both are invited")
    missing = _("Somebody of this name is invited already. Please say who this is.")
    return forms.ChoiceField(
        label=_("Who is this?"),
        choices=[*choices, (ANOTHER, another)],
        widget=forms.RadioSelect,
        error_messages={"required": missing},
    )
