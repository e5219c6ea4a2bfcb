import pytest

from tests.builders import make_assessment, make_version_of
from tests.survey.wide import answer_all, next_round
from tests.survey.wizard import hold, save


@pytest.fixture
def draft(client):
    """A draft held by the test's browser."""
    draft = make_assessment()
    hold(client, draft)
    return draft


@pytest.fixture
def wide():
    return make_version_of("wide")


@pytest.fixture
def shop(client, wide):
    """A draft of the wide index in the variant `shop`, held by the test's browser."""
    draft = make_assessment(index_version=wide, variant="shop")
    hold(client, draft)
    return draft


@pytest.fixture
def following(client, shop):
    """The second round of a shop that had answered every kind of question.

    Free ones as well, and a group both whole and one by one.
    """
    answer_all(client, shop)
    save(client, shop, "1.1.1", picked="2")
    save(client, shop, "2.1", picked=["email", "drive"], text="Kho ở Thủ Đức")
    save(client, shop, "2.3", picked=["money"])
    save(client, shop, "2.4", numerator="3")
    save(client, shop, "2.5", text="Không có gì thêm")
    return next_round(client, shop)
