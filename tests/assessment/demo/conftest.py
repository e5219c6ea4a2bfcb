"""Indexes and invented enterprises, free of the database; and an owner with an enterprise."""

import numpy as np
import pytest

from assessment.demo.answers import make_levels, reconciled
from assessment.demo.population import make_firms
from assessment.demo.story import as_levels
from indexes.index.model import Index
from tests.builders import index_document, make_enterprise, make_user


@pytest.fixture(scope="module")
def index():
    return Index(index_document("dbi-2021-sme"))


@pytest.fixture(scope="module")
def small_index():
    return Index(index_document("small"))


@pytest.fixture
def owner(db):
    return make_user()


@pytest.fixture
def enterprise(owner):
    return make_enterprise(owner)


@pytest.fixture(scope="module")
def population(index):
    """300 enterprises and their levels, now and in an earlier round."""
    rng = np.random.default_rng(2021)
    firms = make_firms(rng, 300)
    rounds = []
    for rows in make_levels(rng, firms, index):
        rounds.append([reconciled(index, as_levels(index, row)) for row in rows])
    later, earlier = rounds
    return firms, later, earlier
