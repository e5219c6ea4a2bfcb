"""`manage.py verify_audit`: whether the audit log is as it was.

Exits 1 where anything was changed, taken out or put in, also since the ends of its chains were
kept in the file AUDIT_ENDS; where it holds, those of today are added there.
"""

import json
from argparse import ArgumentParser
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import chain
from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from accounts.audit.ends import keep_ends, kept_ends
from accounts.audit.verify import Anchor, Broken, anchors, breaks
from accounts.models import AuditEvent

WORDS = {
    "changed": "what it says was changed",
    "missing": "there is no such entry",
    "cut": "the end of the chain is missing or was written anew",
    "beyond": "it stands behind the end of its chain",
    "forked": "it does not follow the entry before it",
    "unheaded": "the chain has lost its head",
    "actor": "it names another account than it did",
    "orphaned": "its account is gone, and no entry says that it was deleted",
    "organisation": "it stands in the chain of another organisation",
    "young": "older entries are gone, and no entry says that their time was over",
    "ends": "the ends kept in AUDIT_ENDS are not all there, or were changed",
    "anchor": "the chain is gone or was written anew since its end was kept",
}


class Command(BaseCommand):
    help = "Prove that the audit log was not tampered with"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--keep", metavar="FILE", help="write the ends of all chains to this file"
        )
        parser.add_argument(
            "--anchors", metavar="FILE", help="compare with the ends kept in this file"
        )

        parser.add_argument(
            "--begin-anew",
            action="store_true",
            help="what AUDIT_ENDS has of before counts no more (the log says so)",
        )

    def handle(self, *args, keep: str | None, begin_anew: bool, **options) -> None:
        with _told():
            found = list(_breaks(_read(options["anchors"]), begin_anew))
        for broken in found:
            self.stderr.write(_line(broken))
        if found:
            raise CommandError(f"The audit log does not hold: {len(found)} breaks.")
        if keep:
            _write(Path(keep))
        if settings.AUDIT_ENDS:
            with _told():
                keep_ends(now=timezone.now(), is_full=begin_anew)
        self.stdout.write(f"The audit log holds: {AuditEvent.objects.count()} entries.")


@contextmanager
def _told() -> Iterator[None]:
    try:
        yield
    except OSError as error:
        told = f"AUDIT_ENDS can be neither read nor written: {error}"
        raise CommandError(told) from error


def _breaks(anchors: dict[str, Anchor], begin_anew: bool) -> Iterator[Broken]:
    if begin_anew or not settings.AUDIT_ENDS:
        return breaks(anchors)
    kept = kept_ends()
    of_file = () if kept.is_whole else (Broken("ends", "log", len(kept.marks)),)
    return chain(of_file, breaks(kept.ends | anchors))


def _line(broken: Broken) -> str:
    return f"chain {broken.chain}, entry {broken.number}: {WORDS[broken.code]}"


def _read(path: str | None) -> dict[str, Anchor]:
    if path is None:
        return {}
    try:
        lines = Path(path).read_text(encoding="utf-8").splitlines()
        kept = [Anchor(**json.loads(line)) for line in lines]
    except (OSError, ValueError, TypeError) as error:
        raise CommandError(
            f"{path} cannot be read as ends of chains: {error}"
        ) from None
    return {anchor.chain: anchor for anchor in kept}


def _write(path: Path) -> None:
    lines = [json.dumps(anchor._asdict()) + "\n" for anchor in anchors()]
    path.write_text("".join(lines), encoding="utf-8")
