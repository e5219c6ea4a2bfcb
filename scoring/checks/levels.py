"""What weights, bands and gates must keep to: cuts that rise, gates that fall, all in reach."""

from fractions import Fraction
from itertools import pairwise

from scoring.checks.parts import Rules
from scoring.errors import RubricError
from scoring.rules import MOST_LEVELS, Band, Gate


def check_weights(weights: tuple[int, ...], pillars: int) -> None:
    """One weight per pillar, each worth something."""
    if len(weights) != pillars:
        raise RubricError("weights_count", expected=pillars, given=len(weights))
    if min(weights) < 1:
        raise RubricError("weight_below_one", weights=weights)


def check_bands(bands: tuple[Band, ...]) -> None:
    """The lowest has no bound; cuts and levels rise, levels one by one."""
    if not bands or bands[0].cut is not None:
        raise RubricError("lowest_band_missing")
    if not 0 <= bands[0].level <= MOST_LEVELS - len(bands):
        raise RubricError("level_out_of_range", level=bands[0].level)

    previous_start = (Fraction(-1), False)
    for lower, band in pairwise(bands):
        start = _checked_start(band)
        # "From 50 %" and then "above 50 %" is an order too: exactly 50 % is a band of
        # its own.
        if start <= previous_start:
            raise RubricError("bands_out_of_order", level=band.level, cut=band.cut)
        if band.level != lower.level + 1:
            raise RubricError("bands_with_a_hole", level=band.level, after=lower.level)
        previous_start = start


def _checked_start(band: Band) -> tuple[Fraction, bool]:
    """Where the band starts, and whether it excludes its cut: comparable with others."""
    if band.above is not None and band.at_least is not None:
        raise RubricError("band_with_two_bounds", level=band.level)

    cut = band.cut
    if cut is None or not 0 <= cut <= 1:
        raise RubricError("band_out_of_range", level=band.level, cut=cut)
    # Above everything nobody can be, and from nothing on everybody is.
    never_decides = int(band.strictly)
    if cut == never_decides:
        raise RubricError("band_out_of_range", level=band.level, cut=cut)
    return cut, band.strictly


def check_gates(rubric: Rules, full: int) -> None:
    """Each gate can be reached, and a lower one is nowhere harder.

    full: the highest total, in units.
    """
    for gate in rubric.gates:
        _check_gate(rubric, gate, full)

    # The first gate that holds decides: a lower one that is harder would never be
    # asked.
    for higher, lower in pairwise(rubric.gates):
        if lower.level >= higher.level:
            raise RubricError(
                "gates_out_of_order",
                level=lower.level,
                after=higher.level,
            )
        if _is_harder(lower, higher):
            raise RubricError(
                "lower_gate_is_harder",
                level=lower.level,
                above=higher.level,
            )
    _check_otherwise(rubric.gates, rubric.otherwise)


def _check_gate(
    rubric: Rules,
    gate: Gate,
    full: int,
) -> None:
    if gate.total_above is not None and not 0 <= gate.total_above < full:
        raise RubricError(
            "gate_total_out_of_range",
            level=gate.level,
            total_above=gate.total_above,
        )
    if not 0 <= gate.pillars_at_least <= len(rubric.pillars):
        raise RubricError(
            "gate_pillars_out_of_range",
            level=gate.level,
            pillars=gate.pillars_at_least,
        )
    if gate.pillar_level not in rubric.pillar_levels:
        raise RubricError(
            "gate_pillar_level_unknown",
            level=gate.level,
            pillar_level=gate.pillar_level,
        )


def _check_otherwise(gates: tuple[Gate, ...], otherwise: int) -> None:
    lowest = highest = MOST_LEVELS
    if gates:
        highest = gates[0].level
        lowest = gates[-1].level
    if not 0 <= otherwise < lowest or highest > MOST_LEVELS:
        raise RubricError("otherwise_out_of_range", otherwise=otherwise)


def _is_harder(gate: Gate, than: Gate) -> bool:
    # A lower gate may ask for more pillars: they need not reach so far.
    asked = -1 if gate.total_above is None else gate.total_above
    than_asked = -1 if than.total_above is None else than.total_above
    return asked > than_asked or gate.pillar_level > than.pillar_level


def check_total_bands(
    total_bands: tuple[Band, ...],
    gates: tuple[Gate, ...],
    otherwise: int,
) -> None:
    """The overall level is read from gates or from bands, never from both.

    The lowest band is what holds otherwise.
    """
    if gates:
        raise RubricError("gates_and_total_bands")
    check_bands(total_bands)
    if otherwise != total_bands[0].level:
        raise RubricError("otherwise_out_of_range", otherwise=otherwise)
