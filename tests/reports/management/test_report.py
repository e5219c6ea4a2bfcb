from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from accounts.models import AuditEvent
from tests.builders import NOW, make_assessment, make_organisation, make_result
from tests.reports.reading import pages_of

pytestmark = [pytest.mark.django_db, pytest.mark.sql]


@pytest.mark.parametrize("name", ["public_id", "verification_code", "pk"])
@pytest.mark.parametrize(("language", "word"), [("vi", "Tóm tắt"), ("en", "Summary")])
def test_a_report_is_written_by_any_name_of_its_result(tmp_path, name, language, word):
    result = make_result()
    target = tmp_path / "report.pdf"
    call_command(
        "report",
        str(getattr(result, name)),
        "--lang",
        language,
        "--out",
        str(target),
        stdout=StringIO(),
    )
    assert word in pages_of(target)[1]
    assert (
        AuditEvent.objects.get(action="report.taken").subject
        == f"result:{result.public_id}"
    )


@pytest.mark.parametrize(
    ("options", "has_answers"), [([], True), (["--partner"], False)]
)
def test_the_report_for_a_partner_has_no_answers(tmp_path, options, has_answers):
    result = make_result()
    target = tmp_path / "report.pdf"
    arguments = [str(result.pk), "--out", str(target), *options]
    call_command("report", *arguments, stdout=StringIO())
    words = " ".join(pages_of(target))
    assert ("Câu trả lời" in words) is has_answers
    assert ("Bản cho ngân hàng hoặc đối tác" in words) is not has_answers


def test_an_unknown_result_or_folder_is_a_clear_error(tmp_path):
    result = make_result()
    with pytest.raises(CommandError, match="No result"):
        call_command("report", "AAAA-BBBB-CCCC", "--out", str(tmp_path / "x.pdf"))
    with pytest.raises(CommandError, match="No folder"):
        call_command(
            "report", str(result.pk), "--out", str(tmp_path / "nowhere" / "x.pdf")
        )


def test_many_reports_are_written_into_a_folder_each_named_for_its_code(tmp_path):
    made = [make_result(make_assessment(make_organisation(name=n))) for n in "ABC"]
    names = [str(made[0].pk), made[1].verification_code]
    out = StringIO()
    call_command("report", *names, "--out", str(tmp_path), stdout=out)
    written = {file.stem for file in tmp_path.iterdir()}
    assert written == {result.verification_code for result in made[:2]}
    assert ": 2 PDF, " in out.getvalue()
    assert AuditEvent.objects.filter(action="report.taken").count() == 2


def test_of_an_index_the_newest_result_of_each_enterprise_is_taken(tmp_path):
    shop, other = make_organisation(), make_organisation(name="Tiệm bánh")
    make_result(make_assessment(shop))
    late = NOW + timedelta(days=30)
    newest = make_result(make_assessment(shop, round=2), created_at=late)
    early = make_result(make_assessment(other))

    def taken(*options: str) -> set[str]:
        folder = tmp_path / "-".join(options or ("all",))
        folder.mkdir()
        arguments = ["--index", "small", *options, "--out", str(folder)]
        call_command("report", *arguments, stdout=StringIO())
        return {file.stem for file in folder.iterdir()}

    assert taken() == {newest.verification_code, early.verification_code}
    since = (NOW + timedelta(days=1)).date().isoformat()
    assert taken("--since", since) == {newest.verification_code}


def test_one_mistyped_name_among_many_is_told_before_anything_is_written(tmp_path):
    result = make_result()
    with pytest.raises(CommandError, match="No result 'AAAA'"):
        call_command("report", str(result.pk), "AAAA", "--out", str(tmp_path))
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        ([], "Name results"),
        (["1", "--index", "small"], "Name results"),
        (["--since", "2026-01-01"], "Name results"),
        (["--index", "nothing"], "no such result"),
    ],
)
def test_what_cannot_be_meant_is_told(tmp_path, arguments, told):
    with pytest.raises(CommandError, match=told):
        call_command("report", *arguments, "--out", str(tmp_path))


def test_two_reports_do_not_go_into_one_file(tmp_path):
    pair = [str(make_result().pk), str(make_result().pk)]
    with pytest.raises(CommandError, match="2 reports need a folder"):
        call_command("report", *pair, "--out", str(tmp_path / "x.pdf"))
