"""What `refresh_benchmark` says of what it counted."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from tests.builders import make_index_version, make_result, make_version_of
from tests.survey.benchmark.many import make_many

pytestmark = pytest.mark.django_db


def refresh(*arguments: str) -> str:
    out = StringIO()
    call_command("refresh_benchmark", *arguments, stdout=out)
    return out.getvalue()


def test_it_counts_all_indexes_that_can_be_answered_and_says_so():
    make_many(10, 1, 2)
    make_result()  # without an account
    make_version_of("dbi-2023-sme")  # nobody answers that one
    (line,) = refresh().splitlines()
    assert line.startswith(
        "small: 10 of 11 enterprises count (21 results, 10 rose a level, "
        "0 wait for others to change as well) in 3 cells, "
    )


def test_it_counts_one_index_alone():
    make_index_version()
    make_version_of("dbi-2021-sme")
    assert len(refresh().splitlines()) == 2
    assert refresh("small").startswith("small: 0 of 0 enterprises")


def test_an_unknown_index_is_refused_with_those_there_are():
    with pytest.raises(CommandError, match="There are: none"):
        refresh("khac")
    make_index_version()
    with pytest.raises(CommandError, match=r"No index 'khac'\. There are: small"):
        refresh("khac")
