import pytest
from django.test import Client

from tests.personas import make_administrator


@pytest.fixture
def client() -> Client:
    return make_administrator().client
