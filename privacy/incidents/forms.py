"""What is written into the register of incidents, in an order that can be."""

from typing import ClassVar

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from language.fields import LineField, TextField
from privacy.models import Incident

TIMES = ("detected_at", "notified_at", "persons_told_at", "closed_at")
NAMES_NOBODY = _("Name no person here: say who by kind and number.")


class IncidentForm(forms.ModelForm):
    class Meta:
        model = Incident
        fields: ClassVar = [
            "detected_at",
            "what",
            "data",
            "persons",
            "harm",
            "harm_note",
            "measures",
            "notified_at",
            "reference",
            "persons_told_at",
            "closed_at",
        ]
        field_classes: ClassVar = {
            "what": TextField,
            "data": TextField,
            "harm_note": TextField,
            "measures": TextField,
            "reference": LineField,
        }
        help_texts: ClassVar = {"what": NAMES_NOBODY, "data": NAMES_NOBODY}
        widgets: ClassVar = dict.fromkeys(
            ("what", "data", "harm_note", "measures"), forms.Textarea({"rows": 4})
        )

    def clean(self) -> dict:
        typed = super().clean()
        self._check_times(typed)
        if typed.get("closed_at"):
            self._check_end(typed)
        return typed

    def _check_times(self, typed: dict) -> None:
        now, noticed = timezone.now(), typed.get("detected_at")
        for name in TIMES:
            moment = typed.get(name)
            if moment and moment > now:
                self.add_error(name, _("This time is still to come."))
            elif moment and noticed and moment < noticed:
                self.add_error(name, _("This is before the incident was noticed."))

    def _check_end(self, typed: dict) -> None:
        """What the law asks for stands there before anything is closed."""
        harm = typed.get("harm")
        if harm == Incident.Harm.UNKNOWN:
            self.add_error("harm", _("Before closing, say whether harm is possible."))
        if harm == Incident.Harm.NONE and not typed.get("harm_note"):
            self.add_error("harm_note", _("Say why no harm is possible."))
        if harm == Incident.Harm.POSSIBLE and not typed.get("notified_at"):
            self.add_error(
                "notified_at",
                _("Harm is possible, so the authority has to be told first."),
            )
        if not typed.get("measures"):
            self.add_error("measures", _("Before closing, say what was done."))
