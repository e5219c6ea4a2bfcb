"""What a step from one level to the next is to do."""

import pytest

from indexes.index.deeds import deed_of
from indexes.index.model import Index
from tests.builders import index_document

LARGE = Index(index_document("dbi-2025-large"), "")
WIDE = Index(index_document("wide"), "shop")


def steps():
    for code in LARGE.codes:
        for level in range(1, len(LARGE.questions[code]["anchors"])):
            yield code, level


def test_a_question_has_tasks_of_its_own_or_those_of_the_level():
    fourth = next(row for row in LARGE.levels if row["level"] == 4)["deed"]
    own = LARGE.questions["2.6"]["tasks"]
    # Level 4 is the third step up.
    assert deed_of(LARGE, "2.6", 3).task == own[2]
    assert deed_of(LARGE, "2.6.1", 3).task == fourth["task"]
    assert deed_of(LARGE, "2.6", 3).do == deed_of(LARGE, "2.6.1", 3).do == fourth["do"]


def test_where_the_index_says_nothing_or_there_are_no_levels_there_is_none():
    assert deed_of(WIDE, "1.1.1", 1) is None
    assert deed_of(WIDE, "3.1.s-1", 1) is None
    assert deed_of(LARGE, "2.6", 0) is None


@pytest.mark.parametrize("language", ["vi", "en"])
def test_no_step_of_the_large_index_is_told_by_the_words_of_its_level(language):
    for code, level in steps():
        deed = deed_of(LARGE, code, level)
        anchor = LARGE.questions[code]["anchors"][level][language].casefold()
        for words in (deed.task[language], deed.do[language]):
            assert words.casefold().rstrip(".") not in anchor
            assert anchor not in words.casefold()


@pytest.mark.parametrize("language", ["vi", "en"])
def test_no_two_steps_of_a_group_are_told_alike(language):
    tasks = []
    for code, level in steps():
        if code in LARGE.groups:
            tasks.append(deed_of(LARGE, code, level).task[language])
    assert len(tasks) == len(set(tasks)) == 100
