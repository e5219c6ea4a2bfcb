"""What a screen reader is told of a report: headings, tables, what a chart shows.

reportlab knows nothing of it. So what it draws is put between marks, each mark hangs on an
element, and the tree of elements is written beside the pages at the end (tagged PDF).
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from xml.sax.saxutils import escape

from reportlab.pdfbase.pdfdoc import (
    XMP,
    PDFArray,
    PDFDictionary,
    PDFDocument,
    PDFName,
    PDFObject,
    PDFObjectReference,
    PDFPage,
    PDFString,
)
from reportlab.pdfbase.pdfdoc import format as written

COLUMN_HEAD = "<</O/Table/Scope/Column>>"
PAGE_KEYS = [*PDFPage.__NoDefault__, "StructParents", "Tabs"]


@dataclass(eq=False, slots=True)
class Element:
    """A part of the report: kind as the format names it, what is in it, what it says."""

    kind: str
    parent: "Element | None"
    kids: list["Element"] = field(default_factory=list)
    page: int = 0
    mark: int | None = None
    alt: str = ""
    attributes: str = ""


class Tags:
    """The elements of one document, gathered while it is drawn."""

    def __init__(self) -> None:
        self.root = Element("Document", None)
        self.within = [self.root]
        self.pages: dict[int, list[Element]] = {}

    def open(self, kind: str, attributes: str = "") -> Element:
        parent = self.within[-1]
        element = Element(kind, parent, attributes=attributes)
        parent.kids.append(element)
        self.within.append(element)
        return element

    def close(self) -> None:
        self.within.pop()

    def begin(self, canvas, element: Element) -> None:
        """What is drawn from here on is what the element holds."""
        marked = self.pages.setdefault(canvas.getPageNumber(), [])
        element.page, element.mark = canvas.getPageNumber(), len(marked)
        marked.append(element)
        canvas._code.append(f"/{element.kind} <</MCID {element.mark}>> BDC")


def end(canvas) -> None:
    canvas._code.append("EMC")


@contextmanager
def tagged(canvas, kind: str, alt: str = "", attributes: str = "") -> Iterator[None]:
    """Around drawing one part; outside of a report nothing is marked."""
    tags: Tags | None = getattr(canvas, "tags", None)
    if tags is None:
        yield
        return
    element = tags.open(kind, attributes)
    element.alt = alt
    tags.begin(canvas, element)
    yield
    end(canvas)
    tags.close()


@contextmanager
def figure(canvas, alt: str, width: float, height: float) -> Iterator[None]:
    """Around drawing a picture that `alt` puts into words."""
    left, bottom = canvas.absolutePosition(0, 0)
    box = f"{left:.1f} {bottom:.1f} {left + width:.1f} {bottom + height:.1f}"
    attributes = f"<</O/Layout/Placement/Block/BBox[{box}]>>"
    with tagged(canvas, "Figure", alt, attributes):
        yield


@contextmanager
def ornament(canvas) -> Iterator[None]:
    """Around what tells nothing: lines, and what every page repeats."""
    begin_ornament(canvas)
    yield
    end(canvas)


def begin_ornament(canvas) -> None:
    canvas._code.append("/Artifact BMC")


def mark_table(table, event: str, *facts) -> None:
    """Called by a table while it draws itself: rows and cells, and the lines between them."""
    tags: Tags | None = getattr(table.canv, "tags", None)
    if tags is not None:
        _TABLE_EVENTS[event](tags, table, *facts)


def _begin_lines(_tags: Tags, table) -> None:
    begin_ornament(table.canv)


def _end_lines(_tags: Tags, table) -> None:
    end(table.canv)


def _begin_table(tags: Tags, _table) -> None:
    tags.open("Table")


def _begin_row(tags: Tags, _table, _row: int) -> None:
    tags.open("TR")


def _begin_cell(tags: Tags, table, y: int, x: int, content, *_place) -> None:
    if x and _is_subhead(table, y):
        # The one cell of the row stands for all of them: what is empty is no cell.
        tags.within.append(tags.within[-1])
        begin_ornament(table.canv)
        return
    element = tags.open(*_kind_of_cell(table, y))
    if isinstance(content, str):
        tags.begin(table.canv, element)


def _kind_of_cell(table, y: int) -> tuple[str, str]:
    if y < table.repeatRows:
        return "TH", COLUMN_HEAD
    if _is_subhead(table, y):
        return "TH", f"<</O/Table/Scope/Row/ColSpan {table._ncols}>>"
    return "TD", ""


def _is_subhead(table, y: int) -> bool:
    return y >= table.repeatRows and not any(table._cellvalues[y][1:])


def _end_cell(tags: Tags, table) -> None:
    cell = tags.within[-1]
    is_of_flowables = cell.kind in ("TD", "TH") and cell.mark is None
    if not is_of_flowables:
        end(table.canv)
    tags.close()


def _end(tags: Tags, _table) -> None:
    tags.close()


_TABLE_EVENTS = {
    "startTable": _begin_table,
    "startBG": _begin_lines,
    "endBG": _end_lines,
    "startRow": _begin_row,
    "startCell": _begin_cell,
    "endCell": _end_cell,
    "endRow": _end,
    "startLines": _begin_lines,
    "endLines": _end_lines,
    "endTable": _end,
}


class _Written(PDFObject):
    """An element as it stands in the file."""

    __RefOnly__ = 1

    # Filled in when all elements have their numbers.
    content = b""

    def format(self, _document: PDFDocument) -> bytes:
        return self.content


def write(tags: Tags, document: PDFDocument, title: str, language: str) -> None:
    """The tree of elements, and which marks of which page belong to which of them."""
    tree = PDFDictionary({"Type": PDFName("StructTreeRoot")})
    refs = {id(None): _reference(tree, document)}
    # Hundreds of them: each reference is written once, and not by asking the document again.
    bodies = []
    for element in _all(tags.root):
        body = _Written()
        bodies.append((element, body))
        refs[id(element)] = _reference(body, document)

    pages = {}
    for number in tags.pages:
        pages[number] = written(PDFObjectReference(f"Page{number}"), document)
    for element, body in bodies:
        body.content = _content(element, refs, pages, document)

    numbers: list = []
    for number, elements in sorted(tags.pages.items()):
        own = b" ".join([refs[id(element)] for element in elements])
        numbers += [number, b"[" + own + b"]"]
    tree["K"] = refs[id(tags.root)]
    tree["ParentTree"] = PDFDictionary({"Nums": PDFArray(numbers)})

    for number, page in enumerate(document.Pages.pages, start=1):
        page.__NoDefault__ = PAGE_KEYS
        page.StructParents, page.Tabs = number, PDFName("S")
    catalog = document.Catalog
    catalog.StructTreeRoot = tree
    catalog.MarkInfo = PDFDictionary({"Marked": "true"})
    catalog.ViewerPreferences = PDFDictionary({"DisplayDocTitle": "true"})
    catalog.Metadata = XMP(creator=lambda _document: _metadata(title, language))


def _reference(thing: PDFObject, document: PDFDocument) -> bytes:
    document.Reference(thing)
    # What is new gets the next number.
    return b"%d 0 R" % document.objectcounter


def _content(
    element: Element,
    refs: dict[int, bytes],
    pages: dict[int, bytes],
    document: PDFDocument,
) -> bytes:
    """refs: how each element is referred to, pages: how each page is."""
    parts = [
        b"<</Type/StructElem/S/",
        element.kind.encode(),
        b"/P ",
        refs[id(element.parent)],
    ]
    if element.mark is not None:
        parts.append(b"/Pg %b/K %d" % (pages[element.page], element.mark))
    elif element.kids:
        kids = b" ".join([refs[id(kid)] for kid in element.kids])
        parts.append(b"/K[" + kids + b"]")
    if element.alt:
        parts.append(b"/Alt " + written(PDFString(element.alt), document))
    if element.attributes:
        parts.append(b"/A " + element.attributes.encode())
    parts.append(b">>")
    return b"".join(parts)


def _all(element: Element) -> Iterator[Element]:
    yield element
    for kid in element.kids:
        yield from _all(kid)


def _metadata(title: str, language: str) -> bytes:
    return _METADATA.format(title=escape(title), language=language).encode()


_METADATA = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
<dc:language><rdf:Bag><rdf:li>{language}</rdf:li></rdf:Bag></dc:language>
<pdfuaid:part>1</pdfuaid:part>
</rdf:Description>
</rdf:RDF>
</x:xmpmeta>
<?xpacket end="w"?>"""
