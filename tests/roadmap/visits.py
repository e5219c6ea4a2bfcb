"""Addresses of a roadmap, and its pages as a visitor opens them."""

from django.test import Client
from django.urls import reverse

from survey.models import Result
from tests.pages import assert_clean_page

HTMX = {"HTTP_HX_REQUEST": "true"}


def address(result: Result, name: str = "roadmap", *more: object) -> str:
    return reverse(f"roadmap:{name}", args=[result.public_id, *more])


def page(client: Client, result: Result, name: str = "roadmap", *more: object) -> str:
    response = client.get(address(result, name, *more))
    assert response.status_code == 200
    assert_clean_page(response)
    return response.content.decode()
