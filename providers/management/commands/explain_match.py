from django.core.management.base import BaseCommand, CommandError

from providers.matching.kept.replay import Replay, replayed
from providers.models import Recommendation
from scoring.allocation.lot import BAND_PERCENT, MOST_TICKETS


class Command(BaseCommand):
    help = (
        "Work out a stored recommendation once more from what is stored of it, and say by"
        " which lot near-equals stand. Ends with 1 where it comes out otherwise."
    )

    def add_arguments(self, parser) -> None:
        parser.add_argument("recommendation", type=int, help="its number")

    def handle(self, *, recommendation: int, **options) -> None:
        stored = Recommendation.objects.filter(pk=recommendation).first()
        if stored is None or stored.directory is None:
            raise CommandError(
                f"There is no recommendation {recommendation} to replay."
            )
        replay = replayed(stored)
        for line in _lines(replay):
            self.stdout.write(line)
        if not replay.is_equal:
            raise CommandError(_difference(replay))
        self.stdout.write("Equal, bit by bit.")


def _lines(replay: Replay) -> list[str]:
    stored, match = replay.stored, replay.match
    inputs = match.inputs
    lines = [
        f"day:        {inputs.request.day.isoformat()}",
        f"enterprise: {inputs.enterprise}",
        f"index:      {match.index.id} {match.index.version} (published, by its version)",
        f"directory:  {stored.directory_id} (kept by this digest)",
        f"rule:       {replay.content['lot']['rule']}, a band of {BAND_PERCENT} %,"
        f" at most {MOST_TICKETS} tickets",
        f"seed:       {match.lot.seed}",
        f"stored:     {stored.digest}",
        f"replayed:   {replay.digest}",
    ]
    return [*lines, *_houses(replay), *_steps(replay)]


def _houses(replay: Replay) -> list[str]:
    """Everybody as the lot has them: place, short names, tickets."""
    lot = replay.match.lot
    lines = ["lot:"]
    for house in lot.by_house.argsort().tolist():
        names = " ".join(each.slug for each in lot.entries.houses.members[house])
        tickets = max(0, min(lot.places[house], MOST_TICKETS))
        lines.append(f"  {int(lot.by_house[house]) + 1:>4}  {names}  {tickets}")
    return lines


def _steps(replay: Replay) -> list[str]:
    lines = []
    for step in replay.content["steps"]:
        named = " ".join([*step["solutions"], *step["more"]])
        lines.append(f"{step['question']}: {named or '-'}")
    suggested = " ".join(facts["solution"] for facts in replay.content["suggestions"])
    return [*lines, f"for all: {suggested or '-'}"]


def _difference(replay: Replay) -> str:
    if not replay.changed:
        return "It comes out otherwise, and everything that decides reads as it did."
    names = ", ".join(replay.changed)
    return f"It comes out otherwise. What decides and reads otherwise today: {names}."
