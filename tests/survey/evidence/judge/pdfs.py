"""Small PDFs whose table of objects is right, for tests of the judge."""

import struct
import zlib

PAGES = (
    b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
    b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>",
)
# What a reader must not do, and where it would be done as the file is opened.
SCRIPT = b"<</S/JavaScript/JS(app.alert\\(1\\))>>"
OPENED = b"/OpenAction 4 0 R"
HEAD = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"


def make_pdf(*objects: bytes, catalog: bytes = b"", trailer: bytes = b"") -> bytes:
    """One page. The first of `objects` is number 4; `catalog` stands in the first of all."""
    root = b"<</Type/Catalog/Pages 2 0 R" + catalog + b">>"
    places = []
    out = bytearray(HEAD)
    for number, item in enumerate([root, *PAGES, *objects], start=1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, item)
    start = len(out)
    size = len(places) + 1
    out += b"xref\n0 %d\n0000000000 65535 f \n" % size
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer\n<</Size %d/Root 1 0 R%s>>\n" % (size, trailer)
    return bytes(out) + b"startxref\n%d\n%%%%EOF\n" % start


def make_stream(content: bytes, entries: bytes = b"", begin: bytes = b"\n") -> bytes:
    head = b"<<%s/Length %d>>\nstream" % (entries, len(content))
    return head + begin + content + b"\nendstream"


def make_object_stream(
    *objects: bytes, first: int = 4, filters: bytes = b"/Filter/FlateDecode"
) -> bytes:
    """Objects packed away, the first of them number `first`."""
    words = []
    body = b""
    for number, item in enumerate(objects, start=first):
        words.append(b"%d %d" % (number, len(body)))
        body += item + b" "
    head = b" ".join(words) + b" "
    entries = b"/Type/ObjStm/N %d/First %d" % (len(objects), len(head))
    packed = zlib.compress(head + body)
    return make_stream(packed, entries + filters)


def make_packed_pdf(
    packed: bytes, catalog: bytes = b"/OpenAction 4 0 R", trailer: bytes = b""
) -> bytes:
    """Object 4 stands in the object stream `packed`, told by a table that is a stream too."""
    root = b"<</Type/Catalog/Pages 2 0 R" + catalog + b">>"
    places = {}
    out = bytearray(HEAD)
    for number, item in zip((1, 2, 3, 5), (root, *PAGES, packed), strict=True):
        places[number] = len(out)
        out += b"%d 0 obj\n%s\nendobj\n" % (number, item)
    rows = [(0, 0, 65535)]
    rows += [(1, places[number], 0) for number in (1, 2, 3)]
    rows += [(2, 5, 0), (1, places[5], 0), (1, len(out), 0)]
    table = b"".join(struct.pack(">BIH", *row) for row in rows)
    entries = b"/Type/XRef/Size 7/W[1 4 2]/Root 1 0 R" + trailer
    start = len(out)
    out += b"6 0 obj\n%s\nendobj\n" % make_stream(table, entries)
    return bytes(out) + b"startxref\n%d\n%%%%EOF\n" % start


def make_attachment(name: bytes, content: bytes, entries: bytes = b"") -> bytes:
    """A PDF that carries one file."""
    place = b"/Names<</EmbeddedFiles<</Names[(a) 4 0 R]>>>>"
    return make_pdf(
        b"<</Type/Filespec/F(%s)/EF<</F 5 0 R>>>>" % name,
        make_stream(content, b"/Type/EmbeddedFile" + entries),
        catalog=place,
    )
