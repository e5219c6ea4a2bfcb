"""What the tests of the demo share: the moment it is loaded, and an invented firm."""

from datetime import UTC, datetime

from assessment.demo.population import Firm

NOW = datetime(2026, 11, 22, 2, 0, tzinfo=UTC)
OWNER = "chu@demo.example"
# Of a round, and of its result.
PROFILE = ("sector", "area", "employees", "revenue", "capital")
FROZEN = (
    "levels",
    "points",
    "unit",
    "answered",
    "total",
    "maximum",
    "level",
    "pillar_points",
    "pillar_maxima",
    "pillar_levels",
    "sector",
    "area",
    "size",
    "grade",
    "engine_version",
    "input_digest",
    "created_at",
)


def make_firm(**facts) -> Firm:
    """A food shop in the city with 20 employees and a revenue of 8 billion."""
    usual = {
        "name": "Cơ sở bánh Hương Quê",
        "sector": "I",
        "area": "",
        "employees": 20,
        "revenue": 8_000_000_000,
        "capital": 2_000_000_000,
        "person": "Trần Thị Hạnh",
    }
    return Firm(**{**usual, **facts})
