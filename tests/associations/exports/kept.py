"""A file that an association asked for, as long as it is kept."""

from datetime import datetime

from associations.models import Export
from tests.builders import NOW, make_organisation


def a_file_of_shared_results() -> datetime:
    Export.objects.create(
        association=make_organisation("association"),
        form=Export.Form.CSV,
        asked_at=NOW,
    )
    return NOW
