"""What a page tells the script that shows one question at a time."""

import pytest

from tests.survey.wizard import step

pytestmark = pytest.mark.django_db


def test_a_page_tells_the_script_its_questions_numbers_and_where_back_leads(
    client, shop
):
    way = client.get(step(shop, "1-khach-hang")).content.decode()
    assert 'id="q-1.2" data-question="1.2" data-number="2"' in way
    assert "data-total" not in way
    criteria = client.get(step(shop, "1-1-hieu-khach-chi-tiet")).content.decode()
    assert 'data-total="2"' in criteria
    assert 'data-back-to="q-1.1"' in criteria
    tools = client.get(step(shop, "3-cong-cu")).content.decode()
    assert 'data-back-to="last"' in tools
