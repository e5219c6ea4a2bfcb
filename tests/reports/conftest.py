import random

import pytest
from django.conf import settings
from django.utils import translation

from accounts.access import Scope
from reports.gather import contents_of
from survey.index import index_of
from survey.index.document import read
from tests.builders import make_assessment, make_index_version, make_organisation, make_result

NAME = "Công ty TNHH Thương mại Dịch vụ Nguyễn Hữu Phước"


@pytest.fixture
def real_index(db):
    """The index of sixty questions, as it is published."""
    return make_index_version(read(settings.FIXTURES_DIR / "indexes" / "dbi-2021-sme.yaml").data)


@pytest.fixture
def real_result(real_index):
    """A small enterprise with uneven answers to the sixty questions."""
    chance = random.Random(3)
    levels = [min(5, max(0, round(chance.gauss(2.2, 1.4)))) for _code in index_of(real_index).codes]
    return make_result(make_assessment(make_organisation(name=NAME), real_index), levels=levels)


def gathered(result, language: str = "vi", scope: Scope = Scope.OWN, **more):
    with translation.override(language):
        return contents_of(result, scope=scope, **more)
