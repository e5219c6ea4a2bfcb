"""The record that everything is told from: `Contents`, by subject."""

from reports.contents.answers import Criterion, Indicator, Pillar, Proved, Unscored
from reports.contents.charts import Reading
from reports.contents.comparison import Comparison, Place, Raised, Sample
from reports.contents.roadmap import Roadmap, RoadmapMovement, RoadmapPart, RoadmapStep
from reports.contents.source import Assumption, Source
from reports.contents.standing import Distance, Level, NearPillar, Other, Round, Rung
from reports.contents.steps import FEW, HALF, Step, Suggestion, Way
from reports.contents.whole import Contents, cut

__all__ = [
    "FEW",
    "HALF",
    "Assumption",
    "Comparison",
    "Contents",
    "Criterion",
    "Distance",
    "Indicator",
    "Level",
    "NearPillar",
    "Other",
    "Pillar",
    "Place",
    "Proved",
    "Raised",
    "Reading",
    "Roadmap",
    "RoadmapMovement",
    "RoadmapPart",
    "RoadmapStep",
    "Round",
    "Rung",
    "Sample",
    "Source",
    "Step",
    "Suggestion",
    "Unscored",
    "Way",
    "cut",
]
