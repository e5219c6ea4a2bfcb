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
@page {
    size: A4;
    margin: 25mm 18mm;
    @top-left { content: "HEAD" }
    @bottom-right { content: counter(page) " / " counter(pages) }
}
body { font: 9pt "Source Sans Pro", sans-serif; line-height: 1.35 }
.new { break-before: page }
table { width: 100%; border-collapse: collapse }
tr { break-inside: avoid }
td { border-bottom: 1px solid #ddd9cf; padding: 3pt; vertical-align: top }
p { margin: 0 0 4pt }
"""


def page(contents: Contents) -> str:
    body = ""
    for _name, section in sections(contents):
        body += _html(section())
    # A quotation mark in the name would end the text of the running head.
    style = STYLE.replace("HEAD", contents.name.replace('"', ""))
    return (
        f'<html lang="{contents.language}"><style>{style}</style>'
        f"<body>{body}{_charts(contents)}</body></html>"
    )


def _charts(contents: Contents) -> str:
    bars = svg.bars(wording.bar_data(contents), title="x")
    radar = svg.radar(wording.radar_data(contents), title="x")
    return bars + radar


def _html(flowables: Iterable[Flowable | str]) -> str:
    return "".join(map(_element, flowables))


def _element(flowable: Flowable | str) -> str:
    match flowable:
        case str():
            return escape(flowable)
        case Paragraph():
            return f"<p>{escape(flowable.getPlainText())}</p>"
        case Table():
            return f"<table>{''.join(map(_row, flowable._cellvalues))}</table>"
        case KeepTogether():
            return _html(flowable._content)
        case PageBreak():
            return '<div class="new"></div>'
    return ""  # drawings stand as SVG at the end; spacers are margins


def _row(cells: Iterable) -> str:
    return f"<tr>{''.join(map(_cell, cells))}</tr>"


def _cell(content: Flowable | str | Iterable) -> str:
    flowables = content if isinstance(content, list | tuple) else [content]
    return f"<td>{_html(flowables)}</td>"
