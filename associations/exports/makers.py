"""What makes a file of each form; higher floors add theirs when they are set up."""

from django_tasks.base import Task

from associations.exports.tasks import make_table
from associations.models import Export

MAKERS: dict[str, Task] = {
    Export.Form.XLSX: make_table,
    Export.Form.CSV: make_table,
}
