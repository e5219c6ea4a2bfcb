"""What is measured of members is what people do: a table that imports, a list that is asked."""

import pytest

from associations.members.imports.judging import Judge
from associations.members.imports.reading import read_table
from performance.association.members import _queries, _table
from tests.personas import make_staff

pytestmark = pytest.mark.django_db


def test_the_table_that_is_measured_has_nothing_to_mend():
    rows = read_table(_table(30)).rows
    assert len(rows) == 30
    assert not any(Judge().judge(cells).problems for _number, cells in rows)


def test_the_list_takes_the_same_queries_however_many_there_are():
    staff = make_staff()
    few = _queries(staff.client, staff.organisation, 30)
    assert _queries(staff.client, staff.organisation, 300) == few
