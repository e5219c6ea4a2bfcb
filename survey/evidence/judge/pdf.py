"""What a PDF holds besides pages, judged by its structure as qpdf reads it. Pure.

It is read twice: by its table of objects, and without it, as readers do whose table is damaged.
What cannot be unpacked is refused, since a reader might.
"""

import contextlib
import io
import itertools
import re
import zipfile
from collections.abc import Callable, Iterator

import pikepdf

from survey.errors import SurveyError
from survey.evidence.judge.actions import FILE_NAMES, check_action, name_at
from survey.evidence.judge.attached import check_name
from survey.evidence.judge.links import is_elsewhere
from survey.evidence.judge.markup import UnreadableError, read_markup
from survey.evidence.judge.mentions import has_unread_program, in_letters
from survey.evidence.judge.rebuilt import rebuilt, rebuilt_in_a_frame
from survey.evidence.judge.unpacked import check_sizes, code_of

Check = Callable[[str, bytes], None]
Rebuild = Callable[[bytes, list[bytes]], bytes]

# Dictionaries without any of these names do nothing. Their text is looked through first, which
# is much quicker; it has names in letters, whatever way the file writes them.
_WATCHED = re.compile(
    rb"/(JS|JavaScript|Launch|RichMedia\w*|SubmitForm|ImportData|GoTo[RE]|Thread|OnInstantiate"
    rb"|EF|XFA|URL|URI|Base|OpenAction|AA)\b|/(S|FS|Subtype) \d+ \d+ R"
    rb"|/(F|UF|DOS|Mac|Unix) ([(<]|\d+ \d+ R)"
)
# What qpdf says where other readers could understand something else.
_DOUBTFUL = re.compile(
    r"duplicated key /(S|JS|F|A|AA|EF|FS|XFA|URI|Next|OpenAction|Type|Filter)\b|deeply nested"
    r"|unfilterable|object stream"
)
_UNPACKED_IN_PART = re.compile(r"error decoding|inflate|output may still")
_FORM_PROGRAMS = {"script", "submit", "execute", "exObject"}


def check_pdf(content: bytes, check_attached: Check) -> None:
    """`check_attached` judges each file inside by its name and bytes.

    Raises SurveyError: file_broken, file_locked, file_active, file_reaches_out, file_carries,
    file_heavy, and those of `check_attached`.
    """
    if _ends_as_zip(content):
        raise SurveyError("file_broken")  # could be opened as something else
    packed = _check_by_table(content, check_attached)
    _check_rebuilt(content, packed)
    with contextlib.suppress(pikepdf.PdfError), _opened(content) as pdf:
        check_sizes(pdf)


def _check_by_table(content: bytes, check_attached: Check) -> list[bytes]:
    try:
        with _opened(content) as pdf:
            packed = _check_objects(pdf, check_attached)
            _check_doubts(_warnings_of(pdf), _DOUBTFUL, _UNPACKED_IN_PART)
            return packed
    except pikepdf.PasswordError as error:
        raise SurveyError("file_locked") from error
    except pikepdf.PdfError as error:
        # Locked for the owners of certain keys, or in a way that qpdf does not know.
        is_locked = "encryption" in str(error)
        code = "file_locked" if is_locked else "file_broken"
        raise SurveyError(code_of(str(error), code)) from error


def _opened(content: bytes) -> pikepdf.Pdf:
    return pikepdf.open(io.BytesIO(content), inherit_page_attributes=False)


def _ends_as_zip(content: bytes) -> bool:
    """Whether readers of zips, which begin at the end, would take it as one."""
    at = content.rfind(b"PK\x05\x06")
    if at < 0 or len(content) - at < 22:
        return False
    comment = int.from_bytes(content[at + 20 : at + 22], "little")
    reaches_the_end = at + 22 + comment >= len(content)
    return reaches_the_end and zipfile.is_zipfile(io.BytesIO(content))


def _check_rebuilt(content: bytes, packed: list[bytes]) -> None:
    """As readers do who find the objects by themselves, those packed away included."""
    # What is encrypted is read by what stands in its own frame.
    ways = [rebuilt] if b"/Encrypt" in content else [rebuilt, rebuilt_in_a_frame]
    for way in ways:
        with contextlib.suppress(pikepdf.PdfError):
            _check_found(way, content, packed)
            return
    # Nobody can read it without its table. Then what the table shows has to be all there is.
    with _opened(content) as pdf:
        _check_objects(pdf, check_name)  # read once more, for what qpdf says of them
        _check_mentions(content, pdf, _warnings_of(pdf))


def _check_found(rebuild: Rebuild, content: bytes, packed: list[bytes]) -> None:
    while True:
        whole = rebuild(content, packed)
        with _opened(whole) as pdf:
            # A name stands beside the wrong bytes where numbers were given twice.
            met = _check_objects(pdf, check_name)
            warnings = _warnings_of(pdf)
            _check_doubts(warnings, _UNPACKED_IN_PART)
            _check_mentions(whole, pdf, warnings)
        if len(met) <= len(packed):
            return
        packed = met


def _check_mentions(content: bytes, pdf: pikepdf.Pdf, warnings: str) -> None:
    if has_unread_program(content, pdf, warnings):
        raise SurveyError("file_broken")


def _check_objects(pdf: pikepdf.Pdf, check_attached: Check) -> list[bytes]:
    """Returns objects packed away that could do something, as they would stand openly."""
    packed: list[bytes] = []
    for item in pdf.objects:
        if isinstance(item, pikepdf.Stream):
            packed += _check_stream(item)
            _check_dictionaries(item.stream_dict, check_attached)
        elif isinstance(item, pikepdf.Object):
            _check_dictionaries(item, check_attached)
    return packed


def _check_dictionaries(top: pikepdf.Object, check_attached: Check) -> None:
    if not _WATCHED.search(top.unparse(resolved=True)):
        return
    for dictionary in _dictionaries(top):
        check_action(dictionary)
        _check_form(dictionary)
        _check_attachments(dictionary, check_attached)


def _dictionaries(top: pikepdf.Object) -> Iterator[pikepdf.Dictionary]:
    """Those that stand in it. What it only names is met among the objects of the file."""
    waiting = [top]
    while waiting:
        item = waiting.pop()
        if isinstance(item, pikepdf.Dictionary):
            yield item
            waiting.extend(_inside(item.values()))
        elif isinstance(item, pikepdf.Array):
            waiting.extend(_inside(item))


def _inside(values) -> list[pikepdf.Object]:
    return [
        value
        for value in values
        if isinstance(value, pikepdf.Dictionary | pikepdf.Array)
        and not value.is_indirect
    ]


def _check_stream(stream: pikepdf.Stream) -> list[bytes]:
    beside = stream.get("/F")
    is_named = isinstance(beside, pikepdf.Name | pikepdf.Array)
    if beside is not None and not is_named:
        raise SurveyError("file_reaches_out")  # its bytes lie somewhere else
    if name_at(stream, "/Type") != "/ObjStm":
        return []
    if beside is not None:
        raise SurveyError(
            "file_broken"
        )  # a filter under its short name, which qpdf passes by
    return _objects_in(stream)


def _objects_in(stream: pikepdf.Stream) -> list[bytes]:
    """Those that could do something. They get numbers of their own later."""
    content = _unpacked(stream, "file_broken")
    if not _WATCHED.search(in_letters(content)):
        return []
    first = int(stream.get("/First", 0))
    places = [int(word) for word in content[:first].split()[1::2]]
    body = content[first:]
    ends = [*places[1:], None]
    return [
        b"\n1 0 obj\n%s\nendobj\n" % body[place:end]
        for place, end in zip(places, ends, strict=True)
    ]


def _unpacked(stream: pikepdf.Stream, code: str) -> bytes:
    try:
        return stream.read_bytes()
    except (pikepdf.PdfError, pikepdf.DataDecodingError) as error:
        raise SurveyError(code_of(str(error), code)) from error


def _warnings_of(pdf: pikepdf.Pdf) -> str:
    """What qpdf had to say until now."""
    return "\n".join(str(warning) for warning in pdf.get_warnings())


def _check_doubts(warnings: str, *doubts: re.Pattern[str]) -> None:
    if any(doubt.search(warnings) for doubt in doubts):
        raise SurveyError(code_of(warnings, "file_broken"))


def _check_form(dictionary: pikepdf.Dictionary) -> None:
    """A form of the other kind (XFA): its programs stand in XML."""
    form = dictionary.get("/XFA")
    if form is None:
        return
    parts = list(form) if isinstance(form, pikepdf.Array) else [form]
    streams = [part for part in parts if isinstance(part, pikepdf.Stream)]
    content = b"".join(_unpacked(part, "file_active") for part in streams)
    try:
        read_markup(content, _check_element)
    except UnreadableError as error:
        raise SurveyError("file_active") from error


def _check_element(name: str, values: dict[str, str]) -> None:
    if name in _FORM_PROGRAMS:
        raise SurveyError("file_active")
    if name == "wsdlConnection" or is_elsewhere(values.get("href", "")):
        raise SurveyError("file_reaches_out")


def _check_attachments(dictionary: pikepdf.Dictionary, check_attached: Check) -> None:
    files = dictionary.get("/EF")
    if files is None:
        return
    inside = files.values() if isinstance(files, pikepdf.Dictionary) else []
    streams = [part for part in inside if isinstance(part, pikepdf.Stream)]
    shown = (dictionary.get(key) for key in FILE_NAMES)
    names = sorted({str(name) for name in shown if isinstance(name, pikepdf.String)})
    if not streams:
        # What is damaged here may be whole for others.
        names.append("")
    contents = [_unpacked(stream, "file_carries") for stream in streams] or [b""]
    for name, content in itertools.product(names or [""], contents):
        check_attached(name, content)
