from pathlib import Path

import pytest
from django.urls import reverse

from accounts.models import User
from providers.models import Lead, Provider, Solution
from survey.models import Result
from tests.builders import (
    make_assessment,
    make_enterprise,
    make_lead,
    make_membership,
    make_provider,
    make_result,
    make_solution,
    make_user,
)


def address(name: str, lead: Lead) -> str:
    return reverse(f"providers:{name}", args=[lead.public_id])


@pytest.fixture
def owner(db) -> User:
    return make_user("chu@quanpho.example", full_name="Nguyễn Thị Hòa")


@pytest.fixture
def result(owner) -> Result:
    enterprise = make_enterprise(owner, sector="I")
    return make_result(make_assessment(enterprise), level=1)


@pytest.fixture
def provider(db) -> Provider:
    return make_provider()


@pytest.fixture
def staff(provider) -> User:
    user = make_user("binh@sao-mai.example", language="en")
    make_membership(user, provider.organisation)
    return user


@pytest.fixture
def solution(provider) -> Solution:
    return make_solution(provider)


@pytest.fixture
def visit(client):
    """Fetch or post as somebody: visit("get", user, address); None is nobody."""

    def run(
        method: str, user: User | None, address: str, data: dict | None = None, **extra
    ):
        client.logout()
        if user:
            client.force_login(user)
        return getattr(client, method)(address, data, **extra)

    return run


@pytest.fixture
def ask(result, solution, owner, django_capture_on_commit_callbacks):
    """The owner asks, with both boxes ticked unless told otherwise."""

    def run(solution=solution, **changes):
        typed = {
            "items": ["contact", "pillars"],
            "budget": 50_000_000,
            "message": "Làm trước Tết được không",
        }
        with django_capture_on_commit_callbacks(execute=True):
            return make_lead(result, solution, owner, **typed | changes)

    return run


@pytest.fixture
def written(tmp_path):
    """A file with this text."""

    def write(text: str, name: str = "directory.yaml") -> Path:
        path = tmp_path / name
        path.write_text(text, encoding="utf-8")
        return path

    return write
