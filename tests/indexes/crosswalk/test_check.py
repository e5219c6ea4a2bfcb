"""Every fault of a crosswalk file at once, against the two indexes it joins."""

import pytest

from tests.indexes.crosswalk.examples import DOCUMENT, problems_of, spoilt


def test_a_sound_file_has_no_problem(folder):
    assert problems_of(folder, DOCUMENT) == []


@pytest.mark.parametrize(
    ("place", "value", "said"),
    [
        (["rows", 0, "to"], ["9.9.9"], "'9.9.9' is no scored question of other"),
        (["rows", 0, "from"], "9.9.9", "'9.9.9' is no question of small"),
        (["rows", 0, "levels"], {"0": 6}, "Question '1.1.1' has levels 0 to 5, not 6"),
        (["rows", 0, "levels"], {"7": 1}, "has levels 0, 1, 2, 3, 4, 5, not 7"),
        (["rows", 0, "levels"], {"0": [3, 1]}, "The lowest level comes first"),
        (["rows", 0, "sure"], "maybe", "'maybe' is not among confidence_words"),
        (["rows", 1, "to"], ["1.1.1"], "Question '1.1.1' has a row already: number 1"),
        (
            ["without", "from"],
            [],
            "Neither a row nor a reason why there is none: 1.1.2, 2.1.2, 2.2.1, 3.1.2",
        ),
        (["without", "to", 0, "codes"], ["1", "2", "4"], "'4' is nothing in other"),
        (["crosswalk", "id"], "something", "must both be 'small--other'"),
        (
            ["crosswalk", "to"],
            "nowhere",
            "There is no sound and complete index file nowhere.yaml",
        ),
    ],
)
def test_every_mistake_is_told_with_its_line(folder, place, value, said):
    told = [one for one in problems_of(folder, spoilt(place, value)) if said in one]
    assert told, problems_of(folder, spoilt(place, value))
    assert int(told[0].partition(":")[0]) >= 1


def test_all_mistakes_are_told_at_once(folder):
    document = spoilt(["rows", 0, "sure"], "maybe")
    document["rows"][0]["levels"] = {"0": 6}
    assert len(problems_of(folder, document)) == 2
