"""What may be wanted first has words, in the order of the advice."""

import pytest
from django.utils import translation

from indexes.advice.model import PURPOSES
from survey.ways.wording import WANTS


def test_every_purpose_of_the_advice_can_be_wanted_and_no_other():
    assert tuple(WANTS) == PURPOSES


@pytest.mark.parametrize("purpose", PURPOSES)
def test_each_has_words_of_its_own_in_both_languages(purpose):
    with translation.override("en"):
        english = str(WANTS[purpose])
    with translation.override("vi"):
        vietnamese = str(WANTS[purpose])
    assert english != vietnamese
