"""The same report as a page for WeasyPrint: the rival beside our PDF. Only measured, never served.

Made from our own flowables, so that both lay out the same words in the same paragraphs and tables.
"""

from collections.abc import Iterable
from html import escape

from reportlab.platypus import Flowable, KeepTogether, PageBreak, Paragraph, Table

from reports.charts import svg
from reports.contents.whole import Contents
from reports.pdf.build import sections
from reports.wording import results as wording

STYLE = """
@page { size: A4; margin: 25mm 18mm; @top-left { content: "HEAD" } @bottom-right { content: counter(page) " / "
counter(pages) } } body { font: 9pt "Source Sans Pro", sans-serif; line-height: 1.35 }
.new { break-before: page } table { width: 100%; border-collapse: collapse } tr { break-inside: avoid }
td { border-bottom: 1px solid #ddd9cf; padding: 3pt; vertical-align: top } p { margin: 0 0 4pt }
"""


def page(contents: Contents) -> str:
    bars, radar = wording.bar_data(contents), wording.radar_data(contents)
    charts = svg.bars(bars, title="x", cuts=contents.cuts) + svg.radar(radar, title="x")
    body = "".join(_html(section()) for _name, section in sections(contents))
    style = STYLE.replace("HEAD", contents.name.replace('"', ""))
    return f'<html lang="{contents.language}"><style>{style}</style><body>{body}{charts}</body></html>'


def _html(flowables: Iterable[Flowable | str]) -> str:
    return "".join(_one(flowable) for flowable in flowables)


def _one(flowable: Flowable | str) -> str:
    match flowable:
        case str():
            return escape(flowable)
        case Paragraph():
            return f"<p>{escape(flowable.getPlainText())}</p>"
        case Table():
            return (
                f"<table>{''.join(_row(row) for row in flowable._cellvalues)}</table>"
            )
        case KeepTogether():
            return _html(flowable._content)
        case PageBreak():
            return '<div class="new"></div>'
    return ""  # drawings stand as SVG at the end; spacers are margins


def _row(cells: Iterable) -> str:
    shown = (cell if isinstance(cell, list | tuple) else [cell] for cell in cells)
    return f"<tr>{''.join(f'<td>{_html(cell)}</td>' for cell in shown)}</tr>"
