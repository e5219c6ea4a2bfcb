from pathlib import Path

from associations.review.phases.check import check_procedure
from indexes.documents.reader import read
from indexes.management.files import FilesCommand, must_be_there, refuse


class Command(FilesCommand):
    help = "Check files that say how a review goes. Every error is told at once, with its line."

    def checked(self, file: Path, **options) -> str:
        must_be_there(file)
        refuse(file, check_procedure(file))
        data = read(file).data
        return f"OK {data['id']}: {len(data['phases'])} phases"
