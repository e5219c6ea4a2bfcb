from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from accounts.models import AuditEvent
from tests.builders import make_result
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
