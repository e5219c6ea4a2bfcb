"""What the enterprise tells about itself before, and beside, the questions."""

from collections.abc import Iterator

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from indexes.index.model import Index
from language.fields import EmailField, FriendlyNumberField, LineField
from language.formats import grouped, money, vnd
from language.selects import Select
from language.texts import in_language
from registry.areas import areas_by_former_province
from registry.sector_names import SECTORS
from registry.size_words import size_in_words, ways_to_classes
from registry.sizes import SizeClass, does_age_decide, size_class
from registry.tax_code import TaxCodeField
from survey.answers.figures import MOST_EMPLOYEES
from survey.rounds.wording import SIZE_REASONS
from survey.wording import problem

# From a million on nobody counts the zeros: the amount is said in words too.
READ_OUT_FROM = 10**6


# International organisations, offices of the State, households with a servant: none is a firm.
NO_FIRMS = ("V", "P", "U")


def _sector_choices() -> list[tuple[str, str]]:
    firms = [item for item in SECTORS.items() if item[0] not in NO_FIRMS]
    return [("", _("Choose the nearest")), *firms]


def _area_choices() -> list[tuple]:
    """Grouped by former province: people know their ward by where it belonged until 2025."""
    choices: list[tuple] = [("", _("Not now"))]
    for province, units in areas_by_former_province():
        group = str(_("Formerly %(province)s")) % {"province": in_language(province)}
        choices.append((group, [(unit.code, in_language(unit.name)) for unit in units]))
    return choices


class ProfileForm(forms.Form):
    """Name, sector and employees open the questionnaire; the rest may come later."""

    name = LineField(label=_("Name of the enterprise"), max_length=200)
    is_household = forms.BooleanField(label=_("Household business"), required=False)
    sector = forms.ChoiceField(
        label=_("What does it mainly do"), choices=_sector_choices
    )
    employees = FriendlyNumberField(
        label=_("How many people work there"),
        max_length=40,
        problems={"unreadable": "unreadable_count"},
    )
    revenue = FriendlyNumberField(
        label=_("Revenue of last year"), max_length=60, required=False
    )
    capital = FriendlyNumberField(
        label=_("Total capital"), max_length=60, required=False
    )
    is_young = forms.BooleanField(label=_("Less than a year old"), required=False)
    area = forms.ChoiceField(
        label=_("Ward or commune"), choices=_area_choices, required=False, widget=Select
    )
    tax_code = TaxCodeField(label=_("Tax code"), max_length=20, required=False)

    REQUIRED_ERRORS = {
        "name": _("Please give the name of the enterprise; it stands on your report."),
        "sector": _(
            "Please choose the nearest line of business; size limits depend on it."
        ),
        "employees": _(
            "Please give the number of people, for example 12; many questions use it."
        ),
    }

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        for name, message in self.REQUIRED_ERRORS.items():
            self.fields[name].error_messages["required"] = message
        self.fields["tax_code"].kept = self.initial.get("tax_code", "")

    def clean_employees(self) -> int:
        employees = self.cleaned_data["employees"]
        # Many ratios are per head: there must be one.
        if employees == 0:
            raise ValidationError(problem("no_people"), code="no_people")
        if employees > MOST_EMPLOYEES:
            raise ValidationError(problem("too_large"), code="too_large")
        return employees

    @property
    def optional_is_open(self) -> bool:
        """Whether the optional part has something to show: a value or an error."""
        names = ("revenue", "capital", "area", "tax_code")
        return any(self[name].value() or self[name].errors for name in names)

    @property
    def trades(self) -> Iterator[tuple[str, list[tuple]]]:
        """What can be chosen as one's work, in groups; one that stands alone has no name."""
        for value, name in self.fields["sector"].choices:
            if isinstance(name, (list, tuple)):
                yield value, list(name)
            else:
                yield "", [(value, name)]

    def size(self) -> SizeClass:
        """The size class as far as the fields can be read."""
        is_young = self.cleaned_data.get("is_young", False)
        return size_class(**self._figures(), is_young=is_young)

    def asks_age(self) -> bool:
        """Whether it matters that an enterprise is less than a year old."""
        if self.cleaned_data.get("is_household"):
            return False
        # Once ticked it stays: figures pass through others while they are typed.
        is_ticked = self.cleaned_data.get("is_young", False)
        return is_ticked or does_age_decide(**self._figures())

    def _figures(self) -> dict:
        clean = self.cleaned_data
        return {
            "employees": clean.get("employees"),
            "revenue": clean.get("revenue"),
            "capital": clean.get("capital"),
            "sector_code": clean.get("sector", ""),
        }

    def sizes(self) -> tuple[str, ...]:
        """The classes the enterprise may be of, the one to go by first."""
        # The classes are those of enterprises; a household is asked what the smallest are.
        if self.cleaned_data.get("is_household"):
            return ("micro",)
        return self.size().possible

    def explained_size(self) -> dict[str, object] | None:
        """As `explain_size`; a household business has no size class to be told."""
        if self.cleaned_data.get("is_household"):
            return None
        return explain_size(self.size())

    def read_back(self) -> Iterator[tuple[str, str]]:
        """(field, the number as understood) for every number that could be read."""
        for name in ("employees", "revenue", "capital"):
            value = self.cleaned_data.get(name)
            if value is not None:
                yield name, _understood(name, value)


def _understood(name: str, value: int) -> str:
    if name == "employees" or value < READ_OUT_FROM:
        return grouped(value)
    return f"{vnd(value)} ({money(value)})"


class StartForm(ProfileForm):
    """The profile, and the index to answer where it is not to be the offered one.

    by_industry: an index that asks about the tools of an industry; then the industry is chosen
    with the sector, so that nobody is asked a second time what they do.
    """

    index = forms.ChoiceField(label=_("Index"), required=False)

    def __init__(
        self,
        *args,
        indexes: list[tuple[str, str]],
        by_industry: Index | None = None,
        **kwargs,
    ) -> None:
        super().__init__(*args, **kwargs)
        offered = ("", _("The one that suits our size"))
        self.fields["index"].choices = [offered, *indexes]
        self.industry = ""
        if by_industry is not None:
            self.fields["sector"].choices = _trade_choices(by_industry)

    def clean_sector(self) -> str:
        """The sector alone; of which of its industries stands in `industry`."""
        sector, _slash, self.industry = self.cleaned_data["sector"].partition("/")
        return sector


def _trade_choices(index: Index) -> list[tuple]:
    """Sectors with several industries are groups of these; the others are chosen as they are."""
    choices: list[tuple] = [("", _("Choose the nearest"))]
    for sector, name in _sector_choices()[1:]:
        industries = index.variants_for(sector)
        if len(industries) < 2:
            choices.append((sector, name))
            continue
        group = []
        for industry in industries:
            place = f"{sector}/{industry['id']}"
            called = industry.get("called", {}).get(sector, industry["name"])
            group.append((place, in_language(called)))
        other = (sector, _("Something else of this kind"))
        choices.append((name, [*group, other]))
    return choices


def explain_size(size: SizeClass) -> dict[str, object] | None:
    """Name and reason of a size class in the reader's language, None when it cannot be told.

    Of an open one the ways to each class instead of a reason.
    """
    if not size.possible:
        return None
    if not size.is_certain:
        return {"name": size_in_words(size), "ways": list(ways_to_classes(size))}
    return {"name": size_in_words(size), "reason": _size_reason(size)}


def _size_reason(size: SizeClass) -> str:
    limits = size.limits
    if limits is None:
        return str(SIZE_REASONS[size.reason])
    return SIZE_REASONS[size.reason] % {
        "employees": grouped(limits.employees),
        "revenue": money(limits.revenue),
        "capital": money(limits.capital),
    }


class LaterForm(forms.Form):
    email = EmailField(
        label=_("Email"),
        max_length=254,
        error_messages={
            "required": _("Please type the email address we should send the link to."),
            "invalid": _("This is not an email address. It looks like ten@congty.vn."),
        },
    )
