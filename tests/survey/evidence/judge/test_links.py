"""Where an address inside a file leads, whichever way its slashes lean."""

import pytest

from survey.evidence.judge.links import is_elsewhere, runs_something


@pytest.mark.parametrize(
    "address",
    [
        "https://evil.example/a",
        "HTTP:evil.example",
        "ftp://evil.example/a",
        "//evil.example/a",
        "\\\\evil\\a.dotm",
        "\\/evil/a",
        " \t//evil/a",
        "file://evil.example/a",
        "file:\\\\evil\\a",
        "file:////evil/a",
        "file:///\\\\evil\\a",
        "mhtml:http://evil.example",
    ],
)
def test_it_leads_to_another_machine(address):
    assert is_elsewhere(address)


@pytest.mark.parametrize(
    "address",
    [
        "",
        "media/a.png",
        "../a.dotm",
        "/word/document.xml",
        "C:\\Users\\Hoa\\Normal.dotm",
        "d:/a",
        "file:///C:/Users/Hoa/a.dotm",
        "file:///Users/hoa/a.dotm",
        "file:a.dotm",
        "Sheet1!A1",
        "cid:image001.png@01DC5F",
        "about:blank",
    ],
)
def test_it_stays_on_the_machine(address):
    assert not is_elsewhere(address)


@pytest.mark.parametrize(
    "address",
    ["javascript:a", "Java\tScript:a", "vbscript:a", "ms-msdt:/id", "data:,a"],
)
def test_it_runs_something(address):
    assert runs_something(address)


@pytest.mark.parametrize(
    "address",
    [
        "https://a.example/javascript:a",
        "mailto:hoa@pho.example",
        "tel:+84901234567",
        "zalo://chat",
        "a/b.docx",
        "javascripts",
    ],
)
def test_it_opens_a_page_a_letter_or_a_call(address):
    assert not runs_something(address)
