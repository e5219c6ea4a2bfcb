"""Whether a sample is lopsided, and from when its rates are more than a hint."""

from hypothesis import given
from hypothesis import strategies as st

from associations.campaigns.sample import Share, is_lopsided, is_small

COUNTS = st.integers(0, 5000)


def share(asked: int, sent: int) -> Share:
    return Share("C", asked, min(sent, asked))


@given(COUNTS, COUNTS)
def test_all_of_them_are_never_lopsided_against_themselves(asked, sent):
    whole = share(asked, sent)
    assert not is_lopsided(whole, whole)


@given(COUNTS, COUNTS, COUNTS, COUNTS, st.integers(1, 50))
def test_more_of_the_same_stays_as_it_is(asked, sent, group, of_group, times):
    whole, part = share(asked, sent), share(group + 10, of_group)
    larger = Share("C", part.asked * times, part.sent * times)
    assert is_lopsided(part, whole) == is_lopsided(larger, whole)


def test_by_example():
    whole = Share("", 1000, 400)
    assert is_lopsided(Share("C", 100, 19), whole)
    assert not is_lopsided(Share("C", 100, 20), whole)
    assert not is_lopsided(Share("C", 100, 80), whole)
    assert is_lopsided(Share("C", 100, 81), whole)
    assert not is_lopsided(Share("C", 9, 0), whole), "too few to say"
    assert not is_lopsided(Share("C", 100, 0), Share("", 1000, 0)), "nobody yet"


def test_small_is_below_thirty_answers_and_not_none():
    sizes = [count for count in range(40) if is_small(Share("", 100, count))]
    assert sizes == list(range(1, 30))
