from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from language.fields import WebsiteField
from providers.models import Provider, WebhookEndpoint
from providers.webhooks.events import TOPICS
from providers.webhooks.line import LineError, check_address, rules_of_site
from providers.webhooks.wording import STATES, in_the_way
from providers.webhooks.wording import TOPICS as WORDS


class EndpointForm(forms.Form):
    address = WebsiteField(
        label=_("Address of your system"),
        help_text=_("For example https://crm.example.vn/webhooks/san-sang-so"),
        max_length=500,
        assume_scheme="https",
        widget=forms.URLInput(attrs={"placeholder": "", "autocomplete": "off"}),
        error_messages={
            "required": _("Please type the address that your system listens at."),
            "invalid": in_the_way("bad_address"),
        },
    )
    topics = forms.MultipleChoiceField(
        label=_("What we tell it"),
        choices=[(topic, WORDS[topic]) for topic in TOPICS],
        initial=list(TOPICS),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Please choose at least one.")},
    )

    def clean_address(self) -> str:
        address = self.cleaned_data["address"]
        try:
            check_address(address, rules_of_site())
        except LineError as error:
            words = in_the_way(error.problem)
            raise ValidationError(words, code=error.problem) from error
        return address

    def clean_topics(self) -> list[str]:
        """All of them is everything, also what there will be later."""
        topics = self.cleaned_data["topics"]
        return [] if len(topics) == len(TOPICS) else topics


class NewEndpointForm(EndpointForm):
    """Who manages several providers says for which."""

    provider = forms.ModelChoiceField(
        queryset=Provider.objects.none(),
        label=_("Provider"),
        empty_label=None,
    )
    field_order = ("provider",)

    def __init__(self, providers: list[Provider], *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.only = providers[0] if len(providers) == 1 else None
        if self.only:
            del self.fields["provider"]
            return
        choices = Provider.objects.select_related("organisation")
        numbers = [provider.pk for provider in providers]
        self.fields["provider"].queryset = choices.filter(pk__in=numbers)

    @property
    def chosen(self) -> Provider:
        return self.only or self.cleaned_data["provider"]


class ChangeForm(EndpointForm):
    is_on = forms.BooleanField(
        label=_("Switched on"),
        help_text=_(
            "Switched off, nothing is sent; what happens meanwhile is not kept."
        ),
        required=False,
    )

    @classmethod
    def initial_of(cls, endpoint: WebhookEndpoint) -> dict:
        return {
            "address": endpoint.address,
            "topics": endpoint.topics or list(TOPICS),
            "is_on": endpoint.is_on,
        }


class LogForm(forms.Form):
    state = forms.ChoiceField(
        label=_("State"),
        required=False,
        choices=[
            ("", _("All")),
            *((code, words) for code, (words, _b) in STATES.items()),
        ],
        widget=forms.Select({"class": "input"}),
    )
