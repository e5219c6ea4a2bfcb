"""What is wrong with an index file is told in the reader's language, in English by commands."""

import ast
import re
from pathlib import Path

import polib
import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import translation

import indexes.documents
from indexes.admin.forms import checked_upload
from indexes.documents.message import Message, message
from tests.builders import INDEXES
from tests.personas import make_administrator

PACKAGE = Path(indexes.documents.__path__[0])
SPEAKING = [
    *PACKAGE.glob("*.py"),
    PACKAGE.parent / "sheets/reader.py",
    PACKAGE.parent / "sheets/trial.py",
]
CATALOGUE = PACKAGE.parent / "locale/vi/LC_MESSAGES/django.po"
SMALL = (INDEXES / "small.yaml").read_text(encoding="utf-8")
WIDE = (INDEXES / "wide.yaml").read_text(encoding="utf-8")
SPOILT = (  # (old, new, what Vietnamese and English say of it)
    ("  minutes: 4\n", "", "Thiếu khóa 'minutes'.", "The key 'minutes' is missing."),
    (
        "audience: any",
        "audience: everybody",
        "Không có giá trị 'everybody' ở đây; giá trị phải là một trong: sme, large, any.",
        "'everybody' is not known here; it must be one of sme, large, any.",
    ),
    (
        "en: Not started",
        "en: [No]",
        "Chỗ này cần chữ, không phải một danh sách.",
        "Text is expected here, not a list.",
    ),
    (
        "code: '2.2'",
        "code: 2.2",
        "Chỗ này cần chữ, không phải số 2.2 (mã cần đặt trong dấu nháy).",
        "Text is expected here, not the number 2.2 (put codes in quotes).",
    ),
    (
        "figure: employees}",
        "figure: staff}",
        "Không có số liệu 'staff'.",
        "There is no figure 'staff'.",
    ),
    (
        "above: 20, up_to: 40",
        "above: 25, up_to: 40",
        "Các khoảng bị hở: không khoảng nào chứa phần trên 20 đến 25.",
        "There is a hole: nothing covers above 20 up to 25.",
    ),
)


def told_of(content: str, language: str) -> list[str]:
    client = make_administrator().client
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = language
    upload = {"file": SimpleUploadedFile("small.yaml", content.encode())}
    return (
        client.post(reverse("admin:indexes_indexversion_upload"), upload)
        .context["form"]
        .errors["file"]
    )


def spoilt() -> str:
    text = SMALL
    for old, new, *_ in SPOILT:
        assert old in text
        text = text.replace(old, new, 1)
    return text


@pytest.mark.django_db
@pytest.mark.parametrize(("language", "own", "other"), [("vi", 2, 3), ("en", 3, 2)])
def test_errors_of_every_kind_are_told_in_the_readers_language_and_in_no_other(
    language, own, other
):
    told = told_of(spoilt(), language)
    assert len(told) == len(SPOILT)
    for case in SPOILT:
        assert any(one.endswith(f": {case[own]}") for one in told), told
        assert not any(case[other] in one for one in told)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        ("- a list\n", "Dòng 1, (cả tệp): Nội dung tệp phải là một nhóm khóa."),
        ("a: b: c\n", "Tệp không đúng định dạng YAML: dấu ':' không được đứng ở đây"),
        (
            "a: !x!y z\n",
            "Tệp không đúng định dạng YAML: found undefined tag handle.",
        ),  # rare, so as the reader says it
        ("a: 1\na: 2\n", "Khóa 'a' có hai lần; lần đầu ở dòng 1."),
        (
            SMALL.replace("status: in_force", "status: superseded"),
            "phải ghi rõ bộ nào thay thế nó.",
        ),
        (
            SMALL.replace("[0, 2, 4, 6, 8, 10]", "[0, 1, 0, 2, 3, 4]"),
            "Điểm không được giảm: 0 đứng sau 1.",
        ),
        (
            WIDE.replace("weight: 60,", "weight: 0,"),
            "Các quy tắc tính điểm mâu thuẫn với nhau: weight_below_one (",
        ),
    ],
)
def test_what_is_no_index_and_what_contradicts_itself_is_told_in_vietnamese(
    content, sentence
):
    assert any(sentence in one for one in told_of(content, "vi"))


@pytest.mark.django_db
def test_an_upload_need_not_be_called_as_its_index():
    content = SMALL.replace("id: small", "id: small index", 1)
    told = told_of(content, "en")
    assert len(told) == 1
    assert "letters, digits, hyphens" in told[0]


def test_the_command_line_tells_english_whatever_language_is_active():
    with translation.override("vi"):
        told = [str(problem) for problem in checked_upload(spoilt().encode())[1]]
    for *_, english in SPOILT:
        assert any(one.endswith(f": {english}") for one in told), told


def test_a_sentence_within_a_sentence_is_said_in_the_same_language():
    assert str(
        message(
            "%(what)s is here, not %(other)r.",
            what=message("a %(kind)s", kind="list"),
            other="1",
        )
    ) == ("a list is here, not '1'.")


def marked() -> set[str]:
    """Every pattern that the check of an index, or of a row of answers, can report."""
    calls = [
        node for file in SPEAKING for node in ast.walk(ast.parse(file.read_text()))
    ]
    named = [
        node
        for node in calls
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "_"
    ]
    return {ast.literal_eval(node.args[0]) for node in named}


def test_every_pattern_has_vietnamese_words_with_the_same_places_for_values():
    place = re.compile(r"%\(\w+\)[a-z]")
    texts = {entry.msgid: entry.msgstr for entry in polib.pofile(str(CATALOGUE))}
    patterns = marked()
    assert len(patterns) > 100
    for pattern in patterns:
        assert texts.get(pattern, pattern) not in ("", pattern), pattern
        assert sorted(place.findall(texts[pattern])) == sorted(
            place.findall(pattern)
        ), pattern
        with translation.override("vi"):
            assert translation.gettext(pattern) == texts[pattern]


def unmarked(file: Path) -> list[str]:
    """Three words in a row outside `_` and the notes of the code: told in English to everybody."""
    nodes = list(ast.walk(ast.parse(file.read_text())))
    known = [
        node.args[0]
        for node in nodes
        if getattr(getattr(node, "func", None), "id", "") == "_"
    ]
    known += [node.value for node in nodes if isinstance(node, ast.Expr)]
    constants = [node for node in nodes if isinstance(node, ast.Constant)]
    return [
        f"{file.name}:{node.lineno}: {node.value}"
        for node in constants
        if node not in known and re.search(r"\w+ \w+ \w+", str(node.value))
    ]


@pytest.mark.parametrize("file", SPEAKING, ids=lambda file: file.stem)
def test_no_rule_reports_words_that_are_not_marked(file):
    assert unmarked(file) == []


def test_what_looks_for_words_that_are_not_marked_finds_them(tmp_path):
    file = tmp_path / "rule.py"
    file.write_text('"""A note."""\nA, B = _("said in both"), "said in one"\n')
    assert unmarked(file) == ["rule.py:2: said in one"]


@pytest.mark.parametrize(
    "text",
    [spoilt(), "", "- a", "a: [", "\x00", "a: 1\na: 2", "index: &a {b: *a}", "a: !b c"],
)
def test_every_problem_of_a_file_can_be_said_in_another_language(text):
    problems = checked_upload(text.encode())[1]
    assert problems
    assert [
        problem.text for problem in problems if not isinstance(problem.text, Message)
    ] == []
