from pathlib import Path

from indexes.documents.reader import read
from indexes.management.files import FilesCommand, must_be_there, refuse
from providers.vetting.criteria.check import check_criteria


class Command(FilesCommand):
    help = (
        "Check files of criteria by which providers are vetted. Every error is told at"
        " once, with its line."
    )

    def checked(self, file: Path, **options) -> str:
        must_be_there(file)
        refuse(file, check_criteria(file))
        data = read(file).data
        return f"OK {data['id']}: {len(data['criteria'])} criteria"
