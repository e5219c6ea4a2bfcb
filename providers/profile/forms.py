"""What a provider says of itself and of what it offers, in proper fields and both languages."""

from collections.abc import Iterator, Mapping
from functools import cached_property

from django import forms
from django.core.validators import MaxValueValidator
from django.utils.translation import gettext_lazy as _

from language.fields import (
    DayField,
    EmailField,
    FriendlyNumberField,
    LineField,
    TextField,
    WebsiteField,
)
from language.forms import InBothLanguages
from language.texts import in_language
from providers.directory.capabilities import areas as subjects
from providers.directory.capabilities import capabilities
from providers.models import Provider, Solution
from providers.profile.forms_files import ShownFileField
from providers.wording import KINDS, LIFTS, UNITS
from registry.areas import areas_by_former_province
from registry.sector_names import SECTORS
from registry.sizes import size_names
from registry.supports import supports
from survey.evidence.files import CheckedFile

MOST_CERTIFICATES = 8
MOST_ABILITIES = 8
MOST_DONG = 10**12
MOST_REQUESTS = 1000  # a month
MOST_DAYS = 3650


def at_most(number: int | None, most: int) -> int | None:
    if number is not None:
        MaxValueValidator(most)(number)
    return number


def _words(label: str, hint: str = "", *, required: bool = True) -> TextField:
    return TextField(
        label=label,
        help_text=hint,
        required=required,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": _("Please say it in a sentence or two.")},
    )


class ProfileForm(InBothLanguages):
    IN_BOTH = ("about",)
    PLAIN = ("website", "email", "areas", "online", "capacity_per_month")

    about_vi = _words(
        _("What you do for enterprises, in Vietnamese"),
        _("For the owner of a small firm: everyday words, no telephone, no address."),
    )
    about_en = _words(_("What you do for enterprises, in English"), required=False)
    website = WebsiteField(
        label=_("Website"),
        required=False,
        max_length=200,
        assume_scheme="https",
        widget=forms.URLInput(attrs={"placeholder": ""}),
    )
    email = EmailField(
        label=_("Email address for our letters"),
        help_text=_("No page shows it: enterprises reach you by their requests."),
        required=False,
    )
    capacity_per_month = FriendlyNumberField(
        label=_("New requests a month"),
        help_text=_("As many as you can answer within three working days."),
    )
    online = forms.BooleanField(label=_("We also work online"), required=False)
    areas = forms.MultipleChoiceField(
        label=_("Where you come to the enterprise"),
        help_text=_("Choose none if it is the whole city."),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def clean_capacity_per_month(self) -> int:
        asked = self.cleaned_data["capacity_per_month"]
        return at_most(asked, MOST_REQUESTS)

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["areas"].choices = list(_places())

    @classmethod
    def initial_of(cls, provider: Provider) -> dict:
        plain = {name: getattr(provider, name) for name in cls.PLAIN}
        return plain | cls.split(provider)

    def said(self) -> dict[str, object]:
        plain = {name: self.cleaned_data[name] for name in self.PLAIN}
        return plain | {"about": self.texts("about")}


def _places() -> Iterator[tuple]:
    for province, units in areas_by_former_province():
        group = [(unit.code, in_language(unit.name)) for unit in units]
        yield in_language(province), group


class CertificatesForm(forms.Form):
    """One certificate a line; an empty line is none."""

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        # An import may have brought more than fit: none is lost by saving.
        self.numbers = _numbers(self.initial, "name_", MOST_CERTIFICATES)
        for number in self.numbers:
            self.fields[f"name_{number}"] = LineField(
                label=_("Certificate"), max_length=100, required=False
            )
            self.fields[f"until_{number}"] = DayField(
                label=_("Valid until"),
                required=False,
                widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
            )
            self.fields[f"paper_{number}"] = ShownFileField(
                label=_("The certificate itself, as a picture or a PDF"), required=False
            )
            # Which paper the line showed: what stands may have changed since.
            self.fields[f"kept_{number}"] = forms.CharField(
                required=False, widget=forms.HiddenInput
            )

    @classmethod
    def initial_of(cls, provider: Provider, values: dict | None = None) -> dict:
        """values: what was asked for and waits, in place of what stands."""
        values = values or {}
        names = values.get("certificates", provider.certificates)
        ends = values.get("certificate_ends", provider.certificate_ends)
        files = values.get("certificate_files", provider.certificate_files)
        initial = {}
        for number, name in enumerate(names, start=1):
            initial[f"name_{number}"] = name
            initial[f"until_{number}"] = ends.get(name, "")
            initial[f"kept_{number}"] = files.get(name, "")
        return initial

    def lines(self) -> list[tuple]:
        """Fields of each, and the file that was kept of it before."""
        names = ("name", "until", "paper", "kept")
        return [
            tuple(self[f"{name}_{number}"] for name in names) for number in self.numbers
        ]

    def listed(self) -> list[tuple]:
        """Lines that say something, and one to go on with."""
        return self.lines()[: self._said_till + 1]

    def folded(self) -> list[tuple]:
        return self.lines()[self._said_till + 1 :]

    @cached_property
    def _said_till(self) -> int:
        """How many lines there are up to the last that says something or has an error."""
        last = 0
        for place, (*fields, _kept) in enumerate(self.lines(), start=1):
            if any(field.value() or field.errors for field in fields):
                last = place
        return last

    def clean(self) -> dict:
        cleaned = super().clean()
        for number in self.numbers:
            is_said = cleaned.get(f"until_{number}") or cleaned.get(f"paper_{number}")
            if is_said and not cleaned.get(f"name_{number}"):
                words = _("Please say which certificate this is.")
                self.add_error(f"name_{number}", words)
        self._refuse_doubles(cleaned)
        return cleaned

    def _refuse_doubles(self, cleaned: dict) -> None:
        """What is kept goes by the name: of two alike one would be lost unsaid."""
        named = set()
        for number in self.numbers:
            name = cleaned.get(f"name_{number}")
            if name in named:
                words = _("This certificate stands above already.")
                self.add_error(f"name_{number}", words)
            elif name:
                named.add(name)

    def ends(self) -> dict[str, object]:
        cleaned = self.cleaned_data
        ends = {}
        for number in self.numbers:
            name = cleaned[f"name_{number}"]
            # A line that was emptied is a certificate no more.
            if name:
                ends[name] = cleaned[f"until_{number}"]
        return ends

    def papers(self) -> dict[str, CheckedFile]:
        cleaned = self.cleaned_data
        papers = {}
        for number in self.numbers:
            if cleaned[f"paper_{number}"]:
                papers[cleaned[f"name_{number}"]] = cleaned[f"paper_{number}"]
        return papers

    def kept(self) -> dict[str, str]:
        """The paper of each line by the name that stands there now: a slip is mended with it."""
        known = {str(self.initial.get(f"kept_{number}", "")) for number in self.numbers}
        kept = {}
        for number in self.numbers:
            paper = self.cleaned_data[f"kept_{number}"]
            # None but those that are its own.
            if paper and paper in known:
                kept[self.cleaned_data[f"name_{number}"]] = paper
        return kept

    def refuse_papers(self, words: str) -> None:
        """None of those that were sent could be kept."""
        for number in self.numbers:
            if self.cleaned_data.get(f"paper_{number}"):
                self.add_error(f"paper_{number}", words)


class SolutionForm(InBothLanguages):
    IN_BOTH = ("name", "what")
    PLAIN = (
        "kind",
        "sectors",
        "sizes",
        "price_from",
        "price_to",
        "price_unit",
        "delivery_days",
        "support_item",
    )

    name_vi = LineField(label=_("Name, in Vietnamese"), max_length=100)
    name_en = LineField(label=_("Name, in English"), max_length=100, required=False)
    what_vi = _words(_("What the enterprise gets, in Vietnamese"))
    what_en = _words(_("What the enterprise gets, in English"), required=False)
    kind = forms.ChoiceField(label=_("Kind"), choices=list(KINDS.items()))
    price_from = FriendlyNumberField(label=_("Price from (dong)"))
    price_to = FriendlyNumberField(label=_("Price to (dong)"))
    price_unit = forms.ChoiceField(
        label=_("The price is paid"), choices=list(UNITS.items())
    )
    delivery_days = FriendlyNumberField(
        label=_("Ready after how many days"), required=False
    )
    support_item = forms.ChoiceField(
        label=_("State support it counts as"), required=False
    )
    sizes = forms.MultipleChoiceField(
        label=_("Made for enterprises of this size"),
        help_text=_("Choose none if it is for every size."),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    sectors = forms.MultipleChoiceField(
        label=_("Made for these lines of business"),
        help_text=_("Choose none if it is for every line of business."),
        required=False,
        choices=list(SECTORS.items()),
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args, solution: Solution | None = None, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.solution = solution
        self.fields["sizes"].choices = _named(size_names())
        self.fields["support_item"].choices = [("", _("none")), *_supports()]
        choices = [("", _("nothing more")), *_abilities()]
        self.numbers = _numbers(self.initial, "can_", MOST_ABILITIES)
        for number in self.numbers:
            self.fields[f"can_{number}"] = forms.ChoiceField(
                label=_("It helps with"), choices=choices, required=False
            )
            self.fields[f"lift_{number}"] = forms.TypedChoiceField(
                label=_("How far"), choices=list(LIFTS.items()), coerce=int, initial=2
            )
            self.fields[f"lift_{number}"].required = False

    @classmethod
    def initial_of(cls, solution: Solution, values: dict | None = None) -> dict:
        """values: what was asked for and waits, in place of what stands."""
        values = values or {}
        plain = {name: getattr(solution, name) for name in cls.PLAIN}
        initial = plain | cls.split(solution)
        initial |= {name: value for name, value in values.items() if name in plain}
        improves = values.get("improves", solution.improves)
        abilities = [part for part in improves if "capability" in part]
        for number, part in enumerate(abilities, start=1):
            initial[f"can_{number}"] = part["capability"]
            initial[f"lift_{number}"] = part["lift"]
        return initial

    def abilities(self) -> list[tuple]:
        return [
            (self[f"can_{number}"], self[f"lift_{number}"]) for number in self.numbers
        ]

    def clean_delivery_days(self) -> int | None:
        return at_most(self.cleaned_data["delivery_days"], MOST_DAYS)

    def clean(self) -> dict:
        cleaned = super().clean()
        low, high = cleaned.get("price_from"), cleaned.get("price_to")
        if high is not None and high > MOST_DONG:
            self.add_error("price_to", _("This is more than any price we know."))
        if low is not None and high is not None and high < low:
            self.add_error(
                "price_to", _("The higher price is lower than the other one.")
            )
        if not self.errors and not self._improves():
            self.add_error("can_1", _("Please choose what it helps with."))
        return cleaned

    def _improves(self) -> list[dict]:
        """Questions of one index that it names stay: only an import can say such."""
        kept = self.solution.improves if self.solution else []
        improves = [part for part in kept if "question" in part]
        lifts = {}
        for number in self.numbers:
            ability = self.cleaned_data.get(f"can_{number}")
            if ability:
                lifts[ability] = self.cleaned_data.get(f"lift_{number}") or 2
        improves += [{"capability": can, "lift": lift} for can, lift in lifts.items()]
        return improves

    def said(self) -> dict[str, object]:
        said = {name: self.cleaned_data[name] for name in self.PLAIN}
        said["price_from"] = int(said["price_from"])
        said["price_to"] = int(said["price_to"])
        said |= {name: self.texts(name) for name in self.IN_BOTH}
        return said | {"improves": self._improves()}


def _numbers(initial: Mapping[str, object], prefix: str, usual: int) -> range:
    """Of the lines of a form: as many as usual, or as there are."""
    there = sum(name.startswith(prefix) for name in initial)
    return range(1, max(usual, there) + 1)


def _named(names: dict) -> list[tuple]:
    return [(key, in_language(name)) for key, name in names.items()]


def _supports() -> Iterator[tuple]:
    for key, row in supports().items():
        yield key, in_language({"vi": row["name_vi"], "en": row["name_en"]})


def _abilities() -> Iterator[tuple]:
    """Under what they are about, as the directory is filtered."""
    known = capabilities()
    for subject, name in subjects().items():
        own = f"{subject}."
        of = {key: words for key, words in known.items() if key.startswith(own)}
        yield in_language(name), _named(of)


class PauseForm(forms.Form):
    until = DayField(
        label=_("The last day without new suggestions"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"required": _("Please choose a day.")},
    )
