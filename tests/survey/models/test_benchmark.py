"""What a counted cell may hold."""

import pytest
from django.db import IntegrityError, transaction

from survey.models import BenchmarkCell
from tests.builders import NOW


def test_cells_hold_numbers_and_nobodys_identity():
    names = {field.name for field in BenchmarkCell._meta.get_fields()}
    assert not {"organisation", "result", "assessment"} & names
    assert not any(field.is_relation for field in BenchmarkCell._meta.get_fields())


@pytest.mark.sql
@pytest.mark.django_db
def test_there_is_one_cell_of_each_kind():
    kind = {"index_id": "small", "is_fictional": False, "sector": "I"}
    counted = {"count": 10, "pillars": ["1"], "counts": b"", "updated_at": NOW}
    cell = BenchmarkCell.objects.create(**kind, **counted)
    assert str(cell) == "small: I// (10)"
    with pytest.raises(IntegrityError), transaction.atomic():
        BenchmarkCell.objects.create(**kind, **counted)
    BenchmarkCell.objects.create(**kind | {"is_fictional": True}, **counted)
