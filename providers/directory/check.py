"""Checks a directory file: every problem with its place, all at once, in plain sentences."""

import re
from collections.abc import Callable, Iterator, Mapping
from datetime import date

from django.core.exceptions import ValidationError
from django.core.validators import EmailValidator, URLValidator

from indexes.documents.reader import Document, KeyPath, Problem
from providers.directory.capabilities import capabilities
from providers.models import Solution
from registry.areas import areas
from registry.sectors import sectors
from registry.sizes import size_names, supports

DEFAULT_INDEX = Solution._meta.get_field("index_id").default
Tops = Mapping[str, int]  # highest level of each question of an index
_SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_MOST_VND = 10**12
MOST_LIFT = 5  # of a capability: the highest any index counts


def check(document: Document, tops_of: Callable[[str], Tops | None]) -> list[Problem]:
    """Everything wrong with the file, in its order. tops_of(index id): None where no such index is published."""
    if document.problems and not document.data:
        return document.problems
    checker = _Checker(document)
    checker.document_(tops_of)
    return sorted(
        [*document.problems, *checker.problems], key=lambda problem: problem.line
    )


def _names_questions(data: dict) -> bool:
    """Whether the file speaks of an index at all: capabilities belong to none."""
    providers = data.get("providers")
    rows = (
        [row for row in providers if isinstance(row, dict)]
        if isinstance(providers, list)
        else []
    )
    solutions = [
        one
        for row in rows
        for one in row.get("solutions") or ()
        if isinstance(one, dict)
    ]
    parts = [
        part
        for one in solutions
        for part in one.get("improves") or ()
        if isinstance(part, dict)
    ]
    return "index" in data or not parts or any("question" in part for part in parts)


class _Checker:
    """One method per kind of value; each says what it expected instead."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.problems: list[Problem] = []
        self.seen: dict[tuple[str, str], int] = {}

    def report(self, path: KeyPath, text: str) -> None:
        self.problems.append(Problem(path, self.document.line_of(path), text))

    def document_(self, tops_of: Callable[[str], Tops | None]) -> None:
        data = self.document.data
        self.keys((), data, {"providers"}, {"fictional", "note", "index"})
        if not isinstance(data.get("fictional", False), bool):
            self.report(("fictional",), "Expected true or false.")
        index_id = data.get("index", DEFAULT_INDEX)
        tops = tops_of(str(index_id))
        if tops is None and _names_questions(data):
            self.report(
                ("index",),
                f"The index {index_id!r} is not published yet; load it first (load_index).",
            )
        for path, provider in self.maps(
            ("providers",), data.get("providers"), at_least=1
        ):
            self.provider(path, provider, tops)

    def provider(self, path: KeyPath, row: dict, tops: Tops | None) -> None:
        required = {"id", "name", "about", "solutions"}
        optional = {
            "website",
            "email",
            "phone",
            "areas",
            "online",
            "certificates",
            "capacity_per_month",
        }
        self.keys(path, row, required, optional | {"vetted_until", "rating"})
        self.slug(path, row, "provider")
        self.text(path, row, "name", 200)
        self.texts(path, row, "about")
        self.valid(
            path,
            row,
            "website",
            URLValidator(["http", "https"]),
            "a web address like https://ten.vn",
        )
        self.valid(
            path, row, "email", EmailValidator(), "an email address like ten@congty.vn"
        )
        self.text(path, row, "phone", 20)
        self.listed(path, row, "areas", areas(), "area codes")
        self.listed(path, row, "certificates", None, "names of certificates")
        if not isinstance(row.get("online", True), bool):
            self.report((*path, "online"), "Expected true or false.")
        self.whole(path, row, "capacity_per_month", 0, 1000)
        self.day(path, row, "vetted_until")
        self.rating(path, row)
        for place, solution in self.maps((*path, "solutions"), row.get("solutions")):
            self.solution(place, solution, tops)

    def rating(self, path: KeyPath, row: dict) -> None:
        rating = row.get("rating")
        if rating is None:
            return
        here = (*path, "rating")
        if not isinstance(rating, dict):
            return self.report(here, "Expected a map with average and count.")
        self.keys(here, rating, {"average", "count"}, set())
        average = rating.get("average")
        if average is not None and (
            isinstance(average, bool) or not isinstance(average, int | float)
        ):
            self.report((*here, "average"), "Expected a number from 1 to 5.")
        elif average is not None and not 1 <= average <= 5:
            self.report(
                (*here, "average"), f"Expected a number from 1 to 5, not {average}."
            )
        self.whole(here, rating, "count", 0, 10**6)

    def solution(self, path: KeyPath, row: dict, tops: Tops | None) -> None:
        required = {"id", "name", "what", "kind", "improves", "price"}
        optional = {
            "sectors",
            "sizes",
            "price_confirmed",
            "delivery_days",
            "support_item",
        }
        self.keys(path, row, required, optional)
        self.slug(path, row, "solution")
        self.texts(path, row, "name")
        self.texts(path, row, "what")
        self.choice(path, row, "kind", Solution.Kind.values)
        self.improves(path, row, tops)
        self.listed(path, row, "sectors", sectors(), "VSIC sections")
        self.listed(path, row, "sizes", size_names(), "size classes")
        self.price(path, row)
        self.day(path, row, "price_confirmed")
        self.whole(path, row, "delivery_days", 0, 3650)
        self.choice(path, row, "support_item", supports())

    def improves(self, path: KeyPath, row: dict, tops: Tops | None) -> None:
        named: set[str] = set()
        for place, part in self.maps(
            (*path, "improves"), row.get("improves"), at_least=1
        ):
            kind = "capability" if "capability" in part else "question"
            self.keys(place, part, {kind, "lift"}, set())
            code = str(part.get(kind, ""))
            if code in named:
                self.report((*place, kind), f"The {kind} {code} is here twice.")
            named.add(code)
            known = capabilities() if kind == "capability" else tops
            if known is not None and code and code not in known:
                whose = (
                    "The list of capabilities" if kind == "capability" else "The index"
                )
                self.report(
                    (*place, kind),
                    f"{whose} has no {kind if kind == 'question' else 'entry'} {code!r}.",
                )
            most = MOST_LIFT if kind == "capability" else (tops or {}).get(code, 10)
            self.whole(place, part, "lift", 1, most)

    def price(self, path: KeyPath, row: dict) -> None:
        price, here = row.get("price"), (*path, "price")
        if price is None:
            return
        if not isinstance(price, dict):
            return self.report(here, "Expected a map with from, to and unit.")
        self.keys(here, price, {"from", "to", "unit"}, set())
        fits = [self.whole(here, price, name, 0, _MOST_VND) for name in ("from", "to")]
        if all(fits) and price["from"] > price["to"]:
            self.report(
                (*here, "to"),
                f"The upper price {price['to']} is below the lower one {price['from']}.",
            )
        self.choice(here, price, "unit", Solution.Unit.values)

    def keys(
        self, path: KeyPath, row: dict, required: set[str], optional: set[str]
    ) -> None:
        for key in sorted(required):
            if row.get(key) in (None, ""):
                self.report((*path, key), "This is missing.")
        for key in row:
            if key not in required | optional:
                self.report((*path, key), "This key is not known here.")

    def maps(
        self, path: KeyPath, rows: object, at_least: int = 0
    ) -> Iterator[tuple[KeyPath, dict]]:
        if rows is None:
            return
        if not isinstance(rows, list) or len(rows) < at_least:
            return self.report(
                path,
                "Expected a list" + (" with at least one entry." if at_least else "."),
            )
        for position, row in enumerate(rows):
            if isinstance(row, dict):
                yield (*path, position), row
            else:
                self.report((*path, position), "Expected a map of keys.")

    def slug(self, path: KeyPath, row: dict, kind: str) -> None:
        slug, here = row.get("id"), (*path, "id")
        if slug is None:
            return
        if not isinstance(slug, str) or len(slug) > 80 or not _SLUG.fullmatch(slug):
            self.report(
                here, f"Expected lower-case letters, digits and hyphens, not {slug!r}."
            )
        elif (kind, slug) in self.seen:
            self.report(
                here,
                f"The {kind} {slug!r} is here twice; the first is on line {self.seen[kind, slug]}.",
            )
        else:
            self.seen[kind, slug] = self.document.line_of(here)

    def text(self, path: KeyPath, row: dict, key: str, longest: int) -> None:
        value = row.get(key)
        if value is not None and not isinstance(value, str):
            self.report(
                (*path, key), f"Expected text, not {value!r}; put it in quotes."
            )
        elif value and len(value) > longest:
            self.report(
                (*path, key),
                f"Expected at most {longest} characters, not {len(value)}.",
            )

    def texts(self, path: KeyPath, row: dict, key: str) -> None:
        value, here = row.get(key), (*path, key)
        if value is None:
            return
        if not isinstance(value, dict):
            return self.report(here, "Expected a text in both languages, vi and en.")
        self.keys(here, value, {"vi", "en"}, set())
        for language in ("vi", "en"):
            self.text(here, value, language, 600)

    def valid(
        self, path: KeyPath, row: dict, key: str, validator: Callable, wanted: str
    ) -> None:
        if not row.get(key):
            return
        try:
            validator(row[key])
        except (ValidationError, TypeError):
            self.report((*path, key), f"Expected {wanted}, not {row[key]!r}.")

    def listed(
        self, path: KeyPath, row: dict, key: str, known: Mapping | None, wanted: str
    ) -> None:
        values, here = row.get(key), (*path, key)
        if values is None:
            return
        if not isinstance(values, list) or not all(
            isinstance(value, str) for value in values
        ):
            return self.report(here, f"Expected a list of {wanted}, as text.")
        for position, value in enumerate(values):
            if value in values[:position]:
                self.report((*here, position), f"{value!r} is here twice.")
            if known is not None and value not in known:
                self.report((*here, position), f"{value!r} is not one of the {wanted}.")

    def choice(self, path: KeyPath, row: dict, key: str, known) -> None:
        value = row.get(key)
        if value is not None and value not in list(known):
            self.report(
                (*path, key), f"Expected one of {', '.join(known)}, not {value!r}."
            )

    def whole(self, path: KeyPath, row: dict, key: str, least: int, most: int) -> bool:
        value = row.get(key)
        if value is None:
            return False
        if (
            isinstance(value, bool)
            or not isinstance(value, int)
            or not least <= value <= most
        ):
            self.report(
                (*path, key),
                f"Expected a whole number from {least} to {most}, not {value!r}.",
            )
            return False
        return True

    def day(self, path: KeyPath, row: dict, key: str) -> None:
        value = row.get(key)
        if value is None:
            return
        try:
            date.fromisoformat(value)
        except (TypeError, ValueError):
            self.report(
                (*path, key), f"Expected a date like 2027-06-30, not {value!r}."
            )
