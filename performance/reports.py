"""The owner's report and the charts of the result page, on the index of sixty questions."""

import logging
import os
import pickle
import random
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from functools import partial
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.db import transaction
from django.test import override_settings
from django.utils import translation

from accounts.access.scopes import Scope
from indexes.documents.reader import read
from performance.frame.html_report import page
from performance.frame.timing import Measurement, measure, scaled, shown
from reports.charts import svg
from reports.charts.drawing import draw
from reports.charts.images import picture_of
from reports.contents.steps import HelpedStep, Suggested, Suggestion
from reports.contents.whole import Contents
from reports.gather.frozen import Frozen
from reports.gather.whole import contents_of, with_way
from reports.pdf import charts as shapes
from reports.pdf.build import build_pdf, laid_out, sections
from reports.pdf.styles import WIDTH
from reports.signature.sign import sign_pdf
from reports.wording import results as wording
from survey.models import Result
from tests.builders import make_assessment, make_index_version, make_result

WARM, COLD, PAIR, SIGNING = 0.150, 0.500, 0.0002, 0.030
SUGGESTION = Suggestion(
    "Bán hàng đa kênh cho cửa hàng nhỏ",
    "Công ty TNHH Ví Dụ",
    "Tần suất cập nhật danh mục sản phẩm: từ mức 1 lên mức 3, thêm 2 điểm.",
    "từ 24 triệu đồng (2 triệu đồng đến 5 triệu đồng mỗi tháng)",
    "12 triệu đồng",
    "Giúp 3 trong 7 việc của anh/chị. Có thể làm việc từ xa.",
)
STEP = HelpedStep("Website: mức 1 → 3", "Làm ngay", (SUGGESTION,) * 3, more=4)
SUGGESTED = Suggested(
    (STEP,) * 7,
    support=(
        "Thuê, mua giải pháp chuyển đổi số: tối đa 50% và 50 triệu đồng một năm.",
    ),
)
COLD_RUN = """
import pickle, sys, time
import django
django.setup()
contents = pickle.load(open(sys.argv[1], "rb"))
begun = time.perf_counter()
from reports.pdf.build import build_pdf
build_pdf(contents)
print(time.perf_counter() - begun)
"""


def run() -> Iterator[Measurement]:
    call_command("migrate", verbosity=0)
    with transaction.atomic(), translation.override("vi"):
        result = _result()
        contents = _gathered(result)
        yield measure("gather contents", lambda: _gathered(result))
        # Contents are plain records: what follows needs no database.
        transaction.set_rollback(True)

    rounds = scaled(15, 3)
    yield measure(
        "PDF, warm, vi",
        lambda: build_pdf(contents),
        rounds=rounds,
        at_most=WARM,
    )
    yield _signing(contents, rounds)
    yield from _beside_html(contents)
    yield _cold(contents, scaled(5))
    with translation.override("vi"):
        yield from _parts(contents, rounds)
        yield from _charts(contents, rounds)


def _gathered(result: Result) -> Contents:
    frozen = Frozen(result)
    contents = contents_of(frozen, scope=Scope.OWN, suggested=SUGGESTED)
    return with_way(contents, frozen)


def _signing(contents: Contents, rounds: int) -> Measurement:
    """With the certificate of the demo, and without a service elsewhere."""
    pdf = build_pdf(contents)
    with override_settings(
        SIGNING_CERTIFICATE="",
        MAKE_CERTIFICATE=True,
        TIMESTAMP_URL="",
    ):
        # The first one loads the library, as the first of a process does.
        sign_pdf(pdf)
        return measure(
            "PDF signed",
            lambda: sign_pdf(pdf),
            rounds=rounds,
            at_most=SIGNING,
        )


def _result() -> Result:
    """Uneven answers to all questions; kept for the length of the transaction only."""
    file = settings.FIXTURES_DIR / "indexes" / "dbi-2021-sme.yaml"
    version = make_index_version(read(file).data)
    chance = random.Random(3)
    levels = []
    for _code in version.index.codes:
        level = round(chance.gauss(2.2, 1.4))
        levels.append(min(5, max(0, level)))
    return make_result(make_assessment(index_version=version), levels=levels)


def _cold(contents: Contents, rounds: int) -> Measurement:
    """The first report of a process: reportlab loaded, fonts read, all built once."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "contents"
        file.write_bytes(pickle.dumps(contents))
        times = [_in_a_new_process(file) for _round in range(rounds)]
    median = statistics.median(times)
    return Measurement(
        name="PDF, first of a process",
        median=median,
        fastest=min(times),
        slowest=max(times),
        goal=f"≤ {shown(COLD)}",
        met=median <= COLD,
    )


def _in_a_new_process(contents: Path) -> float:
    # Timed inside: starting Python and Django is not part of a report.
    environment = os.environ | {"DJANGO_SETTINGS_MODULE": "assessment.settings"}
    done = subprocess.run(
        [sys.executable, "-c", COLD_RUN, str(contents)],
        capture_output=True,
        text=True,
        check=True,
        env=environment,
    )
    return float(done.stdout)


def _beside_html(contents: Contents) -> Iterator[Measurement]:
    """Like content laid out from HTML."""
    # WeasyPrint needs Pango, which not every machine has.
    try:
        from weasyprint import HTML  # noqa: PLC0415
    except (ImportError, OSError):
        print("WeasyPrint or its Pango is not here: the PDF has no rival.\n")
        return
    # Its progress would stand in the table.
    for name in ("weasyprint.progress", "fontTools"):
        logging.getLogger(name).setLevel(logging.ERROR)
    with translation.override("vi"):
        words = page(contents)
        yield measure(
            "PDF beside HTML to PDF",
            lambda: build_pdf(contents),
            rounds=scaled(5),
            beside=("WeasyPrint", lambda: HTML(string=words).write_pdf()),
            ratio_at_most=1 / 12,
        )


def _parts(contents: Contents, rounds: int) -> Iterator[Measurement]:
    """Each section as a document of its own, an almost empty one first."""
    grouped: dict[str, list] = {}
    for name, section in sections(contents):
        grouped.setdefault(name, []).append(section)
    yield measure(
        "  only the cover (and the file itself)",
        lambda: laid_out(contents, grouped["cover"][0]()),
        rounds=rounds,
    )
    for name, makers in grouped.items():
        # A section with nothing to say is no document.
        is_empty = not any(make() for make in makers)
        if name == "cover" or is_empty:
            continue
        title = f"  only {name}"
        if len(makers) > 1:
            title += f" × {len(makers)}"
        work = partial(_lay_out, contents, makers)
        yield measure(title, work, rounds=rounds)


def _lay_out(contents: Contents, makers: list) -> bytes:
    # Flowables remember where they were drawn: each round makes its own.
    flowables: list = []
    for make in makers:
        flowables += make()
    return laid_out(contents, flowables)


def _charts(contents: Contents, rounds: int) -> Iterator[Measurement]:
    bars = wording.bar_data(contents)
    radar = wording.radar_data(contents)

    def draw_inline() -> None:
        svg.bars(bars, title="x")
        svg.radar(radar, title="x")

    def draw_shapes() -> None:
        shapes.bars(bars, WIDTH)
        shapes.radar(radar, WIDTH)

    def plot() -> None:
        draw(picture_of(contents, "bars", "svg"))
        draw(picture_of(contents, "radar", "svg"))

    yield measure(
        "inline SVG, radar and bars",
        draw_inline,
        times=200,
        rounds=rounds,
        at_most=PAIR,
    )
    yield measure(
        "PDF shapes, radar and bars",
        draw_shapes,
        rounds=rounds,
        beside=("matplotlib", plot),
        ratio_at_most=0.2,
    )
