"""The keys of directory and capability files. docs/directory-format.md tells the same in words."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator

from indexes.documents.schema import (
    Anything,
    Either,
    Fitting,
    Flag,
    Keys,
    ListOf,
    MapOf,
    Maybe,
    Number,
    Report,
    Shape,
    Whole,
    Word,
)
from language.fields import EmailField, PhoneField
from providers.directory.capabilities import capabilities
from providers.models import Solution
from registry.areas import areas
from registry.sectors import sectors
from registry.sizes import size_names
from registry.supports import supports
from registry.tax_code import check_tax_code

Tops = Mapping[str, int]  # highest level of each question of an index
MOST_LIFT = 5  # of a capability: the highest any index counts
_TOP_OF_ANY = 10  # where the index, and so the top of its questions, is not known
_MOST_VND = 10**12
_SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


def _is_slug(text: str) -> bool:
    return len(text) <= 80 and _SLUG.fullmatch(text) is not None


def _is_day(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


def _passes(validator: Callable[[str], None]) -> Callable[[str], bool]:
    def is_valid(text: str) -> bool:
        try:
            validator(text)
        except ValidationError:
            return False
        return True

    return is_valid


TEXTS = Keys({"vi": Word(most=600), "en": Word(most=600)})
SLUG = Fitting(_is_slug, "lower-case letters, digits and hyphens")
DAY = Fitting(_is_day, "a date like 2027-06-30")
WEBSITE = Fitting(
    _passes(URLValidator(["http", "https"])), "a web address like https://ten.vn"
)
# As the forms take them: what is imported is checked no less.
EMAIL = Fitting(
    _passes(EmailField(max_length=254).clean), "an email address like ten@congty.vn"
)
PHONE = Fitting(
    _passes(PhoneField(max_length=20).clean), "a telephone number like 0901 234 567"
)

TAX_CODE = Fitting(_passes(check_tax_code), "a tax code like 0312687878")

# The registries are read when a value is checked, not when this module is imported.
AREA = Fitting(lambda code: code in areas(), "one of the area codes")
SECTOR = Fitting(lambda code: code in sectors(), "one of the VSIC sections")
SIZE = Fitting(lambda name: name in size_names(), "one of the size classes")
SUPPORT_ITEM = Fitting(
    lambda item: item in supports(), "an item of the support registry"
)
CAPABILITY = Fitting(
    lambda name: name in capabilities(), "one of the capabilities of words.yaml"
)


def _text(shape: Shape) -> Shape:
    """Text that a provider may leave out, or leave empty."""
    return Maybe(shape, (None, ""))


def _list(item: Shape) -> Shape:
    """An empty list, or none at all, sets no limit."""
    return Maybe(ListOf(item, 0, distinct=True))


class Certificate(Shape):
    """A name, or a name and until when it is valid."""

    dated = Keys({"name": Word()}, {"until": Maybe(DAY)})

    def check(self, value: object, path: tuple, report: Report) -> None:
        shape = self.dated if isinstance(value, dict) else Word()
        shape.check(value, path, report)


class Price(Shape):
    """From the lower to the higher price, and what one pays it for."""

    keys = Keys(
        {
            "from": Whole(0, _MOST_VND),
            "to": Whole(0, _MOST_VND),
            "unit": Word(tuple(Solution.Unit.values)),
        }
    )

    def check(self, value: object, path: tuple, report: Report) -> None:
        self.keys.check(value, path, report)
        if not isinstance(value, dict):
            return
        low, high = value.get("from"), value.get("to")
        if isinstance(low, int) and isinstance(high, int) and low > high:
            report(
                (*path, "to"), f"The upper price {high} is below the lower one {low}."
            )


@dataclass(frozen=True)
class Improvement(Shape):
    """By how many levels a capability, or a question of the file's index, is raised."""

    tops: Tops | None

    def check(self, value: object, path: tuple, report: Report) -> None:
        forms = {
            "capability": Keys({"capability": CAPABILITY, "lift": Whole(1, MOST_LIFT)}),
            "question": self._question(value),
        }
        Either(forms).check(value, path, report)

    def _question(self, value: object) -> Keys:
        asked = Fitting(self._is_asked, "a question of the index")
        return Keys({"question": asked, "lift": Whole(1, self._top(value))})

    def _is_asked(self, code: str) -> bool:
        return self.tops is None or code in self.tops

    def _top(self, value: object) -> int:
        code = value.get("question") if isinstance(value, dict) else None
        if self.tops is None or not isinstance(code, str):
            return _TOP_OF_ANY
        return self.tops.get(code, _TOP_OF_ANY)


def _solution(tops: Tops | None) -> Keys:
    return Keys(
        {
            "id": SLUG,
            "name": TEXTS,
            "what": TEXTS,
            "kind": Word(tuple(Solution.Kind.values)),
            "improves": ListOf(Improvement(tops)),
            "price": Price(),
        },
        {
            "sectors": _list(SECTOR),
            "sizes": _list(SIZE),
            "price_confirmed": Maybe(DAY),
            "delivery_days": Maybe(Whole(0, 3650)),
            "support_item": _text(SUPPORT_ITEM),
        },
    )


def _provider(tops: Tops | None) -> Keys:
    return Keys(
        {
            "id": SLUG,
            "name": Word(most=200),
            "about": TEXTS,
            "solutions": ListOf(_solution(tops), 0),
        },
        {
            "website": _text(WEBSITE),
            "email": _text(EMAIL),
            "phone": _text(PHONE),
            "areas": _list(AREA),
            "online": Flag(),
            "certificates": _list(Certificate()),
            "capacity_per_month": Whole(0, 1000),
            "vetted_until": Maybe(DAY),
            "paused_until": Maybe(DAY),
            "tax_code": _text(TAX_CODE),
            "rating": Maybe(Keys({"average": Number(1, 5), "count": Whole(0, 10**6)})),
        },
    )


def directory(tops: Tops | None) -> Keys:
    """tops: of the questions that solutions may name; None where the index is not known."""
    return Keys(
        {"providers": ListOf(_provider(tops))},
        {"fictional": Flag(), "note": Anything(), "index": Word()},
    )


class Helpers(Shape):
    """What helps with a question; of a choice of several, what brings which option."""

    names = ListOf(CAPABILITY, 0)

    def check(self, value: object, path: tuple, report: Report) -> None:
        shape = MapOf(self.names) if isinstance(value, dict) else self.names
        shape.check(value, path, report)


CAPABILITIES = Keys({"index": Word(), "questions": MapOf(Helpers())})
