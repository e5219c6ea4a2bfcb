from pathlib import Path

from indexes.advice.check import check_advice
from indexes.management.files import BesideIndexesCommand, must_be_there, refuse


class Command(BesideIndexesCommand):
    help = (
        "Check advice files against the index files they speak of. Every error is told at once, "
        "with its line."
    )

    def checked(self, file: Path, *, indexes: Path, **options) -> str:
        must_be_there(file)
        document, problems = check_advice(file, indexes)
        refuse(file, problems)
        data = document.data
        name = f"{data['index']} version {data['version']}"
        kinds, questions = len(data["kinds"]), len(data["questions"])
        return f"OK {name}: {questions} questions of {kinds} kinds"
