"""`manage.py compile_texts`: every package's catalogue, without gettext on the machine."""

import gettext
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command

CATALOGUE = """
msgid ""
msgstr "Content-Type: text/plain; charset=UTF-8\\n"

msgid "Sign in"
msgstr "Đăng nhập"
"""


@pytest.fixture
def project(tmp_path, settings) -> Path:
    settings.BASE_DIR = tmp_path
    return tmp_path


def write_catalogue(project: Path, package: str, language: str = "vi") -> Path:
    folder = project / package / "locale" / language / "LC_MESSAGES"
    folder.mkdir(parents=True)
    source = folder / "django.po"
    source.write_text(CATALOGUE, encoding="utf-8")
    return source


def test_a_catalogue_is_compiled_beside_its_source(project):
    source = write_catalogue(project, "accounts")
    call_command("compile_texts", stdout=StringIO())
    with source.with_suffix(".mo").open("rb") as file:
        translations = gettext.GNUTranslations(file)
    assert translations.gettext("Sign in") == "Đăng nhập"


HOUSEHOLDS = """
msgid "Sign in"
msgstr "Đăng nhập"

msgid "For your enterprise"
msgstr "Cho chính doanh nghiệp"

msgid "The enterprise has one file"
msgid_plural "The enterprise has %(count)s files"
msgstr[0] "Doanh nghiệp có %(count)s tệp"
"""


@pytest.mark.parametrize(
    ("locale", "sign_in", "own", "one", "many"),
    [
        (
            "vi_Hkd",
            "Đăng nhập",
            "Cho chính hộ kinh doanh",
            "Hộ kinh doanh có %(count)s tệp",
            "Hộ kinh doanh có %(count)s tệp",
        ),
        (
            "en_Hkd",
            "Sign in",
            "For your household business",
            "The household business has one file",
            "The household business has %(count)s files",
        ),
    ],
)
def test_what_is_said_otherwise_to_households_is_compiled_beside_it(
    project, locale, sign_in, own, one, many
):
    source = write_catalogue(project, "survey")
    source.write_text(
        CATALOGUE.split('msgid "Sign', maxsplit=1)[0] + HOUSEHOLDS, encoding="utf-8"
    )
    call_command("compile_texts", stdout=StringIO())
    compiled = source.parents[2] / locale / "LC_MESSAGES" / "django.mo"
    with compiled.open("rb") as file:
        said = gettext.GNUTranslations(file)
    assert said.gettext("For your enterprise") == own
    single, several = (
        "The enterprise has one file",
        "The enterprise has %(count)s files",
    )
    assert said.ngettext(single, several, 1) == one
    assert said.ngettext(single, several, 3) == many
    # All else is said as to everybody.
    assert said.gettext("Sign in") == sign_in


def test_english_in_our_own_voice_leaves_the_variants_to_the_vietnamese(project):
    english, _vietnamese = (
        write_catalogue(project, "accounts", language) for language in ("en", "vi")
    )
    call_command("compile_texts", stdout=StringIO())
    compiled = english.parents[2].glob("*/LC_MESSAGES/django.mo")
    assert {path.parents[1].name for path in compiled} == {
        "en",
        "vi",
        "en_Hkd",
        "vi_Hkd",
    }
    with (english.parents[2] / "en_Hkd/LC_MESSAGES/django.mo").open("rb") as file:
        assert gettext.GNUTranslations(file).gettext("Sign in") == "Sign in"


def test_every_package_is_named_once_in_order(project):
    for package in ("survey", "accounts"):
        write_catalogue(project, package)
    output = StringIO()
    call_command("compile_texts", stdout=output)
    assert output.getvalue().splitlines() == [
        "accounts/locale/vi/LC_MESSAGES/django.po",
        "survey/locale/vi/LC_MESSAGES/django.po",
    ]


def test_it_can_be_quiet(project):
    source = write_catalogue(project, "accounts")
    output = StringIO()
    call_command("compile_texts", verbosity=0, stdout=output)
    assert output.getvalue() == ""
    assert source.with_suffix(".mo").exists()


def test_what_is_hidden_is_not_ours(project):
    source = write_catalogue(project, ".venv")
    call_command("compile_texts", stdout=StringIO())
    assert not source.with_suffix(".mo").exists()


def test_without_catalogues_there_is_nothing_to_do(project):
    output = StringIO()
    call_command("compile_texts", stdout=output)
    assert output.getvalue() == ""
