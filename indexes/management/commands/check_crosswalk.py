from pathlib import Path

from indexes.crosswalk.check import check_crosswalk
from indexes.management.files import BesideIndexesCommand, must_be_there, refuse


class Command(BesideIndexesCommand):
    help = (
        "Check crosswalk files against the index files they join. Every error is told at once, "
        "with its line."
    )

    def checked(self, file: Path, *, indexes: Path, **options) -> str:
        must_be_there(file)
        document, problems = check_crosswalk(file, indexes)
        refuse(file, problems)
        head, rows = document.data["crosswalk"], document.data["rows"]
        targets = sum(len(row["to"]) for row in rows)
        name = f"{head['id']} version {head['version']}"
        return f"OK {name}: {len(rows)} rows for {targets} questions"
