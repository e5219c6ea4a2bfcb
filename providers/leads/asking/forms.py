"""The form in which one or several providers are asked, each with ticks of its own."""

from collections.abc import Sequence

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from accounts.access.scopes import Item
from accounts.models import Organisation
from language.fields import (
    EmailField,
    FriendlyNumberField,
    LineField,
    PhoneField,
    TextField,
)
from providers.leads.asking.choices import Candidate, Named, step_of
from providers.leads.services import CONSENT_TEXT, Contact, Shown
from providers.models import Lead
from providers.wording import problem

AGREED = ("agree_contact", "agree_score", "agree_pillars", "answers", "steps")

CONTACT_MISSING = {
    "contact_name": _("Please give a name the provider can ask for."),
    "contact_email": _("Please give an email address for the answer."),
}


class AskForm(forms.Form):
    """What goes to all that are asked."""

    contact_name = LineField(
        label=_("Who should they ask for"), max_length=150, required=False
    )
    contact_email = EmailField(label=_("Email"), max_length=254, required=False)
    contact_phone = PhoneField(label=_("Telephone"), max_length=20, required=False)
    budget = FriendlyNumberField(
        label=_("Budget for the first year, in dong"), max_length=60, required=False
    )
    wanted_within = forms.ChoiceField(
        label=_("By when you would like it"),
        choices=[("", _("no hurry")), *Lead.Within.choices],
        required=False,
        widget=forms.Select(attrs={"class": "input"}),
    )
    message = TextField(
        label=_("What would you like to ask"),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    followers = forms.MultipleChoiceField(
        label=_("These may follow how it goes"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_(
            "To whom this request went, since when and how it stands, so that they can help"
            " where nothing moves. Never messages, offers, answers or your contact."
        ),
    )
    text_version = forms.CharField(
        label=_("Wording"), widget=forms.HiddenInput, initial=CONSENT_TEXT
    )

    def need_contact(self) -> None:
        """One of those that are asked gets it, so there has to be one."""
        for name, text in CONTACT_MISSING.items():
            if not self.cleaned_data.get(name) and name not in self.errors:
                self.add_error(name, ValidationError(text, code="required"))

    def __init__(
        self, *args, associations: Sequence[Organisation] = (), **kwargs
    ) -> None:
        super().__init__(*args, **kwargs)
        self.associations = {str(each.public_id): each for each in associations}
        names = [(key, each.name) for key, each in self.associations.items()]
        if names:
            self.fields["followers"].choices = names
        else:
            del self.fields["followers"]

    @property
    def chosen_followers(self) -> list[Organisation]:
        """Which associations the owner lets follow all that it asks now."""
        keys = self.cleaned_data.get("followers", ())
        return [self.associations[key] for key in keys]

    def clean_text_version(self) -> str:
        version = self.cleaned_data["text_version"]
        if version != CONSENT_TEXT:
            # Consent to the old wording is none to this one: the page comes back with
            # the new text, and the boxes are empty again.
            self.data = self.data.copy()
            self.data["text_version"] = CONSENT_TEXT
            self.data.pop("followers", None)
            raise ValidationError(problem("wording_changed"), code="wording_changed")
        return version

    @property
    def is_of_old_wording(self) -> bool:
        return self.is_bound and self.has_error("text_version", "wording_changed")

    @property
    def contact(self) -> Contact:
        clean = self.cleaned_data
        return Contact(
            clean["contact_name"], clean["contact_email"], clean["contact_phone"]
        )


class EachForm(forms.Form):
    """What one provider may see. Every box starts unticked; what is not ticked stays here."""

    ask = forms.BooleanField(label=_("Ask this provider"), required=False)
    agree_contact = forms.BooleanField(
        label=_("It may have our name, email and telephone, once it has accepted."),
        required=False,
        help_text=_(
            "Without this it answers by messages on this site, and we write to you when"
            " there is one."
        ),
    )
    agree_score = forms.BooleanField(
        label=_("It may see our total points and overall level."), required=False
    )
    agree_pillars = forms.BooleanField(
        label=_("It may see our weakest pillars, three at most."), required=False
    )
    answers = forms.MultipleChoiceField(
        label=_("It may see these answers"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    steps = forms.MultipleChoiceField(
        label=_("We want help with these steps of our plan"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(
        self, *args, candidate: Candidate, has_weak: bool, is_first: bool, **kwargs
    ) -> None:
        kwargs["prefix"] = candidate.solution.slug
        super().__init__(*args, **kwargs)
        self.candidate = candidate
        self.is_first = is_first
        self.is_refused = False
        self.fields["ask"].initial = is_first
        # On an open page the name of the one above tells which; heard alone, it does not.
        name = candidate.solution.provider.organisation.name
        self.fields["ask"].label = _("Ask %(name)s") % {"name": name}
        self._offer("answers", candidate.answers)
        self._offer("steps", candidate.steps)
        if not has_weak:
            del self.fields["agree_pillars"]

    def _offer(self, field: str, named: Sequence[Named]) -> None:
        if named:
            self.fields[field].choices = [(each.key, each.words) for each in named]
        else:
            del self.fields[field]

    def forget_ticks(self) -> None:
        """What was agreed to in other words."""
        self.data = self.data.copy()
        for name in AGREED:
            self.data.pop(self.add_prefix(name), None)

    def refuse(self, words: str) -> None:
        """What stands against asking this one, although all is filled in."""
        self.is_refused = True
        self.add_error("ask", words)

    @property
    def is_asked(self) -> bool:
        return bool(self.cleaned_data.get("ask"))

    @property
    def is_open(self) -> bool:
        """Whether its ticks stand open: the first one's, and those that were filled in."""
        if self.is_first or not self.is_bound:
            return self.is_first
        return self.add_prefix("ask") in self.data or bool(self.errors)

    @property
    def items(self) -> list[Item]:
        clean = self.cleaned_data
        gets_contact = clean["agree_contact"]
        ticked = {
            Item.CONTACT: gets_contact,
            Item.MESSAGES: not gets_contact,
            Item.AGGREGATE: clean["agree_score"],
            Item.PILLARS: clean.get("agree_pillars"),
            Item.NAMED_ANSWERS: clean.get("answers"),
            Item.NAMED_STEPS: clean.get("steps"),
        }
        return [item for item, is_ticked in ticked.items() if is_ticked]

    @property
    def shown(self) -> Shown:
        # Named twice, as a program may, it is shown once.
        answers = dict.fromkeys(self.cleaned_data.get("answers", ()))
        keys = dict.fromkeys(self.cleaned_data.get("steps", ()))
        steps = [step_of(key) for key in keys]
        return Shown(answers=tuple(answers), steps=tuple(steps))


class AskForms:
    """The form for all and those of each, as one."""

    def __init__(
        self,
        data,
        initial: dict,
        candidates: Sequence[Candidate],
        *,
        has_weak: bool,
        associations: Sequence[Organisation] = (),
    ) -> None:
        self.shared = AskForm(data, initial=initial, associations=associations)
        self.each = [
            EachForm(data, candidate=each, has_weak=has_weak, is_first=place == 0)
            for place, each in enumerate(candidates)
        ]

    def is_valid(self) -> bool:
        # Each says what is wrong with it, also where another one does.
        are_valid = [form.is_valid() for form in (self.shared, *self.each)]
        if any(Item.CONTACT in form.items for form in self.asked):
            self.shared.need_contact()
        if self.shared.is_of_old_wording:
            for form in self.each:
                form.forget_ticks()
        if self.shared.errors or not all(are_valid):
            return False
        if not any(form.is_asked for form in self.each):
            self.each[0].add_error("ask", problem("nobody_asked"))
            return False
        return True

    @property
    def asked(self) -> list[EachForm]:
        return [form for form in self.each if form.is_asked]

    @property
    def is_refused_alone(self) -> bool:
        """The one that was chosen, and no other was ticked."""
        return self.each[0].is_refused and not self.asked

    @property
    def with_errors(self) -> list[forms.Form]:
        return [form for form in (self.shared, *self.each) if form.errors]
