"""What the page after signing in says of an enterprise: how far its roadmap is."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from accounts.models import Organisation
from roadmap.models import Roadmap, RoadmapStep
from roadmap.queries import newest_roadmaps, open_steps_of


@dataclass(frozen=True)
class Progress:
    roadmap: Roadmap
    done: int
    total: int
    next: RoadmapStep | None


def progress_of(roadmap: Roadmap, steps: Sequence[RoadmapStep]) -> Progress:
    open_steps = open_steps_of(steps)
    # In the order of the page: what is needed first may take longer than what is easy.
    coming = min(open_steps, key=_place, default=None)
    done = len(steps) - len(open_steps)
    return Progress(roadmap, done, len(steps), coming)


def _place(step: RoadmapStep) -> tuple[int, int, int]:
    return step.horizon, step.order, step.pk


def roadmaps_of(
    enterprises: Sequence[Organisation], now: datetime
) -> dict[int, Progress]:
    return {
        organisation: progress_of(roadmap, list(roadmap.steps.all()))
        for organisation, roadmap in newest_roadmaps(enterprises).items()
    }
