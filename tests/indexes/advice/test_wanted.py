"""What serves the first wish and is in no plan: beside it, and nothing that cannot be had."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexes.advice.absent import LATER, absent_of
from indexes.advice.prices import is_beyond
from indexes.advice.wanted import MOST, serves_first_wish, wanted_of
from tests.indexes.advice.cases import asked_at_random
from tests.scoring.paths import REAL


@pytest.mark.parametrize("kind", REAL)
@given(st.integers(0, 10**6))
def test_what_is_wanted_could_follow_the_plan_and_is_never_told_as_needless(kind, seed):
    asked = asked_at_random(kind, seed)
    advised = asked.advised
    after = advised.plan(asked.target) or asked.floor
    wanted = wanted_of(advised, after)
    assert len(wanted) <= MOST
    # What does not apply, or is answered as a group, holds nothing back.
    there = {place for place, level in enumerate(after) if level != 0}
    for code in wanted:
        place = advised.index.places[code]
        assert after[place] == advised.levels[place] >= 0, code
        assert advised.can_rise(advised.levels, place)
        assert not is_beyond(advised.of(code), advised.firm, None)
        if not advised.levels[place]:
            # For what does not apply nothing waits.
            bases = {
                at for at in advised.waits.get(place, ()) if advised.levels[at] >= 0
            }
            assert there >= bases, code
        there.add(place)
    told = dict(absent_of(advised, after))
    assert told.keys().isdisjoint(wanted)
    for code, why in told.items():
        assert why != LATER or not serves_first_wish(advised, code), code


def test_whoever_wants_nothing_is_offered_nothing_beside():
    for seed in range(40):
        asked = asked_at_random("dbi-2025-sme", seed)
        offered = wanted_of(asked.advised, asked.floor)
        assert asked.advised.firm.wants or offered == []
