"""A program in a PDF is found however its name is written and wherever it is packed."""

import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from survey.evidence import pdf
from survey.evidence.pdf import UnreadableError, has_program


def packed(objects: bytes, head: bytes = b"/Type/ObjStm/Filter/FlateDecode") -> bytes:
    stream = zlib.compress(objects)
    return b"1 0 obj<<" + head + b">>stream\n" + stream + b"\nendstream endobj"


@pytest.mark.parametrize(
    "content",
    [
        b"<</S/JavaScript/JS(1)>>",
        b"<</S /Launch /F(cmd.exe)>>",
        b"<</S/JavaScr#69pt>>",
        b"<</S/#4a#61vaScript>>",
        b"<</S/#4A#61vaScript>>",
        packed(b"1 0 <</S/JavaScript>>"),
        packed(b"1 0 <</S/Laun#63h>>"),
        packed(b"1 0 <</S/JavaScript>>", b"/Type/Obj#53tm/Fi#6cter/FlateDecode"),
        packed(b"harmless") + packed(b"1 0 <</S/Launch>>"),
    ],
)
def test_a_program_is_found(content):
    assert has_program(content)


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"<</Type/Catalog>>",
        b"<</S/URI/URI(https://pho.example/JavaScripts)>>",
        b"<</S/JavaScripture>>",
        packed(b"1 0 <</Type/Catalog>>"),
        packed(b"pixels", b"/Subtype/Image/Filter/FlateDecode"),
    ],
)
def test_what_only_looks_alike_is_none(content):
    assert not has_program(content)


def test_a_picture_is_not_unpacked_whatever_its_bytes_say():
    assert not has_program(packed(b"/JavaScript", b"/Subtype/Image/Filter/FlateDecode"))


@pytest.mark.parametrize(
    "content",
    [
        packed(b"1 0 <<>>")[:-30],
        packed(b"1 0 <<>>").replace(b"stream\n", b"stream\n\xff\xff", 1),
    ],
    ids=["ends early", "is no zlib"],
)
def test_objects_that_cannot_be_looked_into_are_told(content):
    with pytest.raises(UnreadableError):
        has_program(content)


def test_a_bomb_is_not_unpacked():
    with pytest.raises(UnreadableError):
        has_program(packed(b"\0" * 34_000_000))


def test_many_small_bombs_are_one_bomb(monkeypatch):
    monkeypatch.setattr(pdf, "_MOST_UNPACKED", 1000)
    assert not has_program(packed(b"\0" * 600))
    with pytest.raises(UnreadableError):
        has_program(packed(b"\0" * 600) * 2)


def test_streams_without_end_are_not_counted_without_end(monkeypatch):
    monkeypatch.setattr(pdf, "_MOST_STREAMS", 5)
    with pytest.raises(UnreadableError):
        has_program(packed(b"pixels", b"/Subtype/Image") * 10)


@given(st.binary(max_size=300))
def test_any_bytes_are_judged_or_told_to_be_unreadable(content):
    try:
        assert has_program(content) in (True, False)
    except UnreadableError:
        assert b"stream" in content
