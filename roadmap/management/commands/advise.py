import json
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import BinaryIO, TextIO

from django.core.management.base import CommandError, CommandParser

from indexes.advice.advised import Advised
from indexes.advice.firm import Firm
from indexes.advice.model import PURPOSES
from indexes.advice.queries import advice_of
from indexes.index.model import Index
from indexes.management.answers import TABLE, AnswersCommand, level_of, readable
from indexes.sheets.reader import Block
from indexes.sheets.scores import with_branches
from language.cleaning import folded
from roadmap.advising.archetypes import archetypes
from roadmap.advising.lines import NOTHING, line_of
from roadmap.advising.page import page_of
from roadmap.advising.profiles import Profile, read_profiles
from roadmap.advising.steps import counsel_of
from scoring.evaluate import evaluate
from tables.records import opened, records_of
from tables.table import in_row

SAVE = "save"  # a word for spend: to spend less
MOST_WANTED = 2


class Command(AnswersCommand):
    help = (
        "What a consultant would advise, from a CSV file of answers (as for score): one JSON line "
        "per enterprise with target, reached, steps in their order (why, what they serve, cost or "
        "null where nobody says it, months, after what), what is left out and why, and what "
        "Decree 80 could pay. If any cell is bad, nothing is written."
    )
    index_count = "?"

    def add_arguments(self, parser: CommandParser) -> None:
        super().add_arguments(parser)
        parser.add_argument(
            "--profile",
            type=Path,
            help=f"{TABLE} of enterprise,size,employees,ways; there may be revenue (of a year, "
            "in VND) and household (yes or no) too",
        )
        parser.add_argument(
            "--to",
            type=int,
            metavar="LEVEL",
            help="level to reach; the next one if left out",
        )
        parser.add_argument(
            "--want",
            default="",
            help=f"at most two, with a comma between: {', '.join(PURPOSES)}",
        )
        parser.add_argument(
            "--archetypes",
            action="store_true",
            help="print what forty typical firms are advised, to read through (in Vietnamese)",
        )

    def handle(self, *, index: str | None, archetypes: bool = False, **options) -> None:
        if archetypes:
            self._print_archetypes()
            return
        if index is None:
            raise CommandError("Name an index and a file of answers, or --archetypes.")
        super().handle(index=index, **options)

    def _print_archetypes(self) -> None:
        for archetype in archetypes():
            self.stdout.write(page_of(archetype) + "\n")

    def beside(self, *, profile: Path | None = None, **options) -> list[Path]:
        return [profile] if profile else []

    def prepare(
        self,
        index: Index,
        *,
        to: int | None = None,
        want: str = "",
        profile: Path | None = None,
        **options,
    ) -> None:
        self.to = level_of(index, to)
        self.wants = wanted(want)
        self.advice = advice_of(index.id)
        self.profile = profile
        self.profiles = self._profiles(index, profile) if profile else {}
        self.met: set[str] = set()

    def _profiles(self, index: Index, file: Path) -> dict[str, Profile]:
        asked = self.advice.asked_of(index.variant) if self.advice else ()
        with readable(file), opened(file) as source:
            records = records_of(source)
            return read_profiles(index, asked, records, self._report_profile)

    def _report_profile(self, text: str) -> None:
        self.report(f"{self.profile}: {text}")

    def _work(self, index: Index, source: BinaryIO, target: TextIO) -> None:
        super()._work(index, source, target)
        # A profile of nobody is a name misspelt. Where rows are bad, names are missing anyway.
        if not self.bad:
            for profile in self._profiles_of_nobody():
                text = f"column enterprise: {profile.name!r} has no answers"
                self._report_profile(in_row(profile.row, text))

    def _profiles_of_nobody(self) -> Iterator[Profile]:
        for key, profile in self.profiles.items():
            if key not in self.met:
                yield profile

    def written(self, index: Index, block: Block) -> Iterable[str]:
        names, levels = block
        rows = with_branches(index, levels).tolist()
        for enterprise, row in zip(names, rows, strict=True):
            self.met.add(folded(enterprise))
            line = {"enterprise": enterprise, **self._line(index, enterprise, row)}
            yield json.dumps(line, ensure_ascii=False) + "\n"

    def _line(self, index: Index, enterprise: str, levels: list[int]) -> dict:
        level = evaluate(index.rubric, levels).level
        # Without a level it cannot be said what is needed: answers are missing.
        if level is None:
            return NOTHING
        advised = Advised(index, levels, self.advice, self._firm(enterprise))
        return line_of(advised, counsel_of(advised, self._target(index, level)))

    def _firm(self, enterprise: str) -> Firm:
        profile = self.profiles.get(folded(enterprise))
        known = profile.firm if profile else Firm()
        return replace(known, wants=self.wants)

    def _target(self, index: Index, level: int) -> int | None:
        if self.to is not None:
            return self.to
        higher = (above for above in index.rubric.levels if above > level)
        return min(higher, default=None)


def wanted(text: str) -> tuple[str, ...]:
    """The purposes of a list with commas. CommandError for what is none, or too many."""
    words = [word.strip() for word in text.split(",") if word.strip()]
    purposes = tuple(dict.fromkeys("spend" if w == SAVE else w for w in words))
    for word in purposes:
        if word not in PURPOSES:
            known = ", ".join(PURPOSES)
            raise CommandError(f"--want does not know {word!r}; there are {known}.")
    if len(purposes) > MOST_WANTED:
        raise CommandError(f"--want takes at most {MOST_WANTED}, not {len(purposes)}.")
    return purposes
