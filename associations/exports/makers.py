"""What makes a file of each form; higher floors add theirs when they are set up."""

from collections.abc import Callable

from django_tasks.base import Task

from associations.cohort.looking import Looked
from associations.exports.tasks import make_table
from associations.models import Export

MAKERS: dict[str, Task] = {
    Export.Form.XLSX: make_table,
    Export.Form.CSV: make_table,
}

# Of a form that is not made of everything: why not of what is looked at; "" where it is made.
REFUSALS: dict[str, Callable[[Looked], str]] = {}


def refusals_of(looked: Looked) -> dict[str, str]:
    """Of each form; forms that ask the same are asked once."""
    words = {refuse: refuse(looked) for refuse in set(REFUSALS.values())}
    return {form: words.get(REFUSALS.get(form), "") for form in MAKERS}
