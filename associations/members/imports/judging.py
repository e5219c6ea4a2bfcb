"""Whether the cells of a row are what the form would take: the same fields read both."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from associations.members.fields import FIELDS, member_fields
from tables.errors import FAILED

FORMULA = _("A formula of the table failed here. Please type what it should be.")


@dataclass(frozen=True)
class Judged:
    """cells: as they will be kept; as they were typed where something is wrong.

    problems: fields that something is wrong with. mended: fields whose digits were set right.
    """

    cells: dict[str, str]
    problems: list[str] = field(default_factory=list)
    mended: list[str] = field(default_factory=list)


class Judge:
    """For many rows: what stands in many of them is looked at once."""

    def __init__(self) -> None:
        self._fields = member_fields()
        self._known: dict[tuple[str, str], str | None] = {}

    def judge(self, cells: Mapping[str, str]) -> Judged:
        judged = Judged({})
        for name in FIELDS:
            text = cells.get(name, "")
            clean = self._clean(name, text)
            if clean is None:
                judged.problems.append(name)
                judged.cells[name] = text
                continue
            judged.cells[name] = clean
            if name == "tax_code" and _digits(clean) != _digits(text):
                judged.mended.append(name)
        return judged

    def _clean(self, name: str, text: str) -> str | None:
        """None where something is wrong with it."""
        key = (name, text)
        if key not in self._known:
            self._known[key] = self._read(name, text)
        return self._known[key]

    def _read(self, name: str, text: str) -> str | None:
        try:
            return self.check(name, text)
        except ValidationError:
            return None

    def check(self, name: str, text: str) -> str:
        """ValidationError says what is wrong, in the reader's language."""
        if text in FAILED:
            raise ValidationError(FORMULA, code="formula")
        return self._fields[name].clean(text)

    def message(self, name: str, text: str) -> str:
        """What is wrong with it; "" where nothing is."""
        try:
            self.check(name, text)
        except ValidationError as error:
            return " ".join(error.messages)
        return ""


def _digits(text: str) -> str:
    return "".join(filter(str.isdigit, text.removesuffix(".0")))
