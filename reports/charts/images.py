"""The radar and the bars as images for slides.

Drawn by matplotlib, by a helper or in a process of its own: it takes as much memory as a fifth
of the site, and few ask for it.
"""

import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

from accounts.brakes.aside import aside, desk
from accounts.brakes.heavy import TooBusyError
from language.formats import day
from reports.charts.picture import Picture
from reports.contents.charts import Datum
from reports.contents.whole import Contents
from reports.fonts import FACES, TEXT, TEXT_BOLD, clean, font_file
from reports.wording import results as words

CONTENT_TYPES = {"svg": "image/svg+xml", "png": "image/png"}
KINDS = ("radar", "bars")
LONGEST_TITLE = 60
LONGEST_WAIT = 30  # seconds; a second is usual of a process of its own
_HOME = Path(__file__).resolve().parents[2]
DRAWING = "reports.charts.drawing"
_BY_ITSELF = [sys.executable, "-m", DRAWING]
# Where it keeps what it knows of fonts; and what some Pythons need to start. No keys.
_NEEDED = {
    "HOME",
    "LD_LIBRARY_PATH",
    "MPLCONFIGDIR",
    "OPENBLAS_NUM_THREADS",
    "PATH",
    "SYSTEMROOT",
    "TMPDIR",
    "XDG_CACHE_HOME",
    "XDG_CONFIG_HOME",
}


def chart_image(contents: Contents, kind: str, form: str) -> bytes:
    """One chart as a picture that stands alone.

    Whose it is, which index and when are written on it. Raises TooBusyError.
    """
    return aside(_drawn, picture_of(contents, kind, form))


def _drawn(picture: Picture) -> bytes:
    if not desk.is_here:
        return _drawn_by_itself(picture)
    # A helper has it loaded; pages shall not have it.
    return sys.modules[DRAWING].draw(picture)


def _drawn_by_itself(picture: Picture) -> bytes:
    try:
        drawn = subprocess.run(  # noqa: S603
            _BY_ITSELF,
            input=picture.to_json(),
            stdout=subprocess.PIPE,
            check=True,
            cwd=_HOME,
            env={name: os.environ[name] for name in _NEEDED & os.environ.keys()},
            timeout=LONGEST_WAIT,
        )
    except subprocess.TimeoutExpired as error:
        raise TooBusyError from error
    return drawn.stdout


def picture_of(contents: Contents, kind: str, form: str) -> Picture:
    data_of = words.radar_data if kind == "radar" else words.bar_data
    about = [
        words.level(contents.level),
        contents.source.short_title,
        day(contents.at),
    ]
    return Picture(
        kind=kind,
        form=form,
        title=clean(_title(contents.name)),
        about=clean(" · ".join(about)),
        data=[_cleaned(datum) for datum in data_of(contents)],
        face=str(font_file(*FACES[TEXT])),
        bold_face=str(font_file(*FACES[TEXT_BOLD])),
    )


def _title(name: str) -> str:
    if len(name) > LONGEST_TITLE:
        return f"{name[: LONGEST_TITLE - 1]}…"
    return name


def _cleaned(datum: Datum) -> Datum:
    return replace(datum, label=clean(datum.label))
