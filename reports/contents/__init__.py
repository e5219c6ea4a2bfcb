"""The record that everything is told from: `Contents`, by subject."""




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
