"""A request from its first word to its last letter, each step in its term."""

from datetime import UTC, date, datetime, timedelta

import pytest

from accounts.audit.verify import breaks
from accounts.models import AuditEvent, User
from privacy.models import PersonRequest, RequestStep
from privacy.requests import clocks, services
from privacy.requests.errors import RequestError
from registry.files import registry
from tests.builders import NOW, make_assessment, make_respondent, make_user
from tests.personas import make_administrator

pytestmark = pytest.mark.django_db
# A Friday; the Tuesday after is a holiday.
FRIDAY = datetime(2026, 11, 20, 3, 0, tzinfo=UTC)
ADDRESS = "lan@quanpho.example"


def received(kind: str = "object", user: User | None = None) -> PersonRequest:
    return services.receive_request(
        kind=kind,
        email=user.email if user else ADDRESS,
        language="en",
        words="Please do not call me",
        user=user,
        now=FRIDAY,
    )


@pytest.fixture
def responsible() -> User:
    return make_administrator().user


def days_later(days: int) -> datetime:
    return FRIDAY + timedelta(days=days)


@pytest.mark.parametrize(
    ("kind", "due", "extended"),
    [
        ("view", date(2026, 12, 7), date(2026, 12, 21)),
        ("copy", date(2026, 12, 7), date(2026, 12, 21)),
        ("correct", date(2026, 12, 7), date(2026, 12, 21)),
        ("withdraw", date(2026, 12, 14), date(2027, 1, 5)),
        ("object", date(2026, 12, 14), date(2027, 1, 5)),
        ("restrict", date(2026, 12, 14), date(2027, 1, 5)),
        ("delete", date(2026, 12, 21), date(2027, 1, 19)),
    ],
)
def test_each_kind_has_its_term_in_working_days(kind, due, extended):
    assert clocks.acknowledge_by(FRIDAY).day == date(2026, 11, 25)
    assert clocks.due(kind, FRIDAY).day == due
    assert clocks.extended(kind, due).day == extended


def test_a_term_begins_with_the_day_that_it_is_here_and_ends_with_it():
    """Half past five in the afternoon in Greenwich is half past midnight of the next day."""
    thursday_evening = datetime(2026, 11, 19, 16, 30, tzinfo=UTC)
    after_midnight = thursday_evening + timedelta(hours=1)
    acknowledged = [
        clocks.acknowledge_by(moment).day
        for moment in (thursday_evening, after_midnight)
    ]
    assert acknowledged == [date(2026, 11, 23), date(2026, 11, 25)]
    last_day = date(2026, 11, 19)
    assert not clocks.is_overdue(last_day, thursday_evening)
    assert clocks.is_overdue(last_day, after_midnight)
    # Friday, Monday and Wednesday are left; Tuesday is a holiday.
    wednesday = date(2026, 11, 25)
    assert clocks.days_left(wednesday, thursday_evening) == 3
    assert clocks.days_left(wednesday, after_midnight) == 2


def test_every_kind_that_can_be_asked_for_has_a_term():
    assert set(PersonRequest.Kind) == set(registry("request_terms")["kinds"])


def test_every_step_is_dated_told_by_a_letter_and_written_down(
    responsible, mailoutbox, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        request = received()
        terms = {"request": request, "by": responsible}
        services.acknowledge(**terms, now=days_later(3))
        services.extend(**terms, reason="It is in <many> files", now=days_later(20))
        closed = services.finish(**terms, words="Taken out.", now=days_later(30))
    assert (closed.state, closed.closed_at) == ("done", days_later(30))
    assert closed.due_on == date(2027, 1, 5)
    steps = RequestStep.objects.values_list("action", "at", "by", "words")
    assert list(steps) == [
        ("received", FRIDAY, None, ""),
        ("acknowledged", days_later(3), responsible.pk, ""),
        ("extended", days_later(20), responsible.pk, "It is in <many> files"),
        ("done", days_later(30), responsible.pk, "Taken out."),
    ]
    assert {address for letter in mailoutbox for address in letter.to} == {ADDRESS}
    first, second, third, last = mailoutbox
    assert "We have received your request. By 25/11/2026" in first.body
    assert "14/12/2026" in first.body
    assert "14/12/2026" in second.body
    assert "05/01/2027" in third.body
    assert "It is in <many> files" in third.body
    assert "It is in &lt;many&gt; files" in third.alternatives[0].content
    assert "Taken out." in last.body
    assert all(str(request.public_id) in letter.body for letter in mailoutbox)
    events = AuditEvent.objects.filter(chain="privacy").order_by("number")
    assert [event.action.removeprefix("privacy.request_") for event in events] == [
        "received",
        "acknowledged",
        "extended",
        "done",
    ]
    assert ADDRESS not in str([[event.subject, event.details] for event in events])
    assert list(breaks()) == []


def test_what_cannot_be_done_is_refused_by_a_code_and_changes_nothing(responsible):
    request = received()
    terms = {"request": request, "by": responsible, "now": days_later(1)}
    extend = {**terms, "reason": "Many files"}
    cases = [
        (services.extend, {**terms, "reason": " "}, "reason_missing"),
        (services.finish, {**terms, "words": ""}, "reason_missing"),
        (services.refuse, {**terms, "reason": ""}, "reason_missing"),
        (services.extend, {**extend, "now": days_later(30)}, "too_late"),
    ]
    for service, given, code in cases:
        with pytest.raises(RequestError, match=code):
            service(**given)
    assert RequestStep.objects.count() == 1

    services.acknowledge(**terms)
    services.extend(**extend)
    with pytest.raises(RequestError, match="acknowledged_already"):
        services.acknowledge(**terms)
    with pytest.raises(RequestError, match="extended_already"):
        services.extend(**extend)
    services.refuse(**terms, reason="It is the business's")
    for service, given in [
        (services.acknowledge, terms),
        (services.extend, extend),
        (services.finish, {**terms, "words": "x"}),
        (services.refuse, extend),
    ]:
        with pytest.raises(RequestError, match="closed"):
            service(**given)


def test_deleting_by_a_request_writes_the_last_letter_and_forgets_the_address(
    responsible, mailoutbox, django_capture_on_commit_callbacks
):
    make_respondent(make_assessment(), ADDRESS)
    request = received("delete")
    mailoutbox.clear()
    with django_capture_on_commit_callbacks(execute=True):
        closed = services.erase_by_request(
            request=request,
            words="All of it.",
            choices={},
            by=responsible,
            now=days_later(1),
        )
    assert (closed.state, closed.email, closed.words) == ("done", "", "")
    assert closed.mark == services.mark_of(ADDRESS.upper())
    assert not closed.steps.exclude(words="").exists()
    assert [letter.to for letter in mailoutbox] == [[ADDRESS]]
    assert "All of it." in mailoutbox[0].body


def test_deleting_by_the_request_of_an_account_deletes_it(responsible):
    user = make_user()
    request = received("delete", user)
    closed = services.erase_by_request(
        request=request,
        words="Gone.",
        choices={},
        by=responsible,
        now=days_later(1),
    )
    assert (closed.user, closed.user_number) == (None, user.pk)
    assert not User.objects.filter(pk=user.pk).exists()


@pytest.mark.parametrize("is_invented", [True, False])
def test_whoever_answers_for_it_is_told_at_once_and_of_nobody(
    settings, mailoutbox, django_capture_on_commit_callbacks, is_invented
):
    """There are two working days to acknowledge it; nobody reads what goes to the demo's."""
    settings.OPERATOR_NAME = "Trung tâm"
    settings.OPERATOR_RESPONSIBLE_EMAIL = "du-lieu@trung-tam.example"
    settings.OPERATOR_IS_INVENTED = is_invented
    with django_capture_on_commit_callbacks(execute=True):
        request = services.receive_request(
            kind="object",
            email="lan@pho.example",
            language="en",
            words="Xin đừng gọi 0909 123 456",
            user=None,
            now=NOW,
        )
    told = [each for each in mailoutbox if each.to == ["du-lieu@trung-tam.example"]]
    assert len(told) == (0 if is_invented else 1)
    for letter in told:
        assert f"/privacy/personrequest/{request.pk}/change/" in letter.body
        assert f"{request.due_on:%d/%m/%Y}" in letter.body
        said = f"{letter.subject} {letter.body} {letter.alternatives[0].content}"
        assert not [part for part in ("lan@", "0909", "Xin đừng") if part in said]
