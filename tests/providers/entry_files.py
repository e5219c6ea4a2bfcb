"""A picture that a provider shows, as it is after its judge."""

import io

from PIL import Image

from providers.models import EntryFile, Provider, Solution
from providers.profile.files import add_file
from survey.evidence.files import CheckedFile
from tests.builders import NOW, PDF


def picture(colour: str = "teal", width: int = 40) -> CheckedFile:
    drawn = io.BytesIO()
    Image.new("RGB", (width, 30), colour).save(drawn, "PNG")
    return CheckedFile("png", "cua-hang.png", drawn.getvalue())


def paper(extra: bytes = b"") -> CheckedFile:
    return CheckedFile("pdf", "bang-gia.pdf", PDF + extra)


def make_entry_file(
    provider: Provider,
    solution: Solution | None = None,
    file: CheckedFile | None = None,
    **text: str,
) -> EntryFile:
    return add_file(
        provider=provider,
        solution=solution,
        file=file or picture(),
        text=text or {"vi": "Quầy tính tiền", "en": "The till"},
        by=None,
        now=NOW,
    )
