"""A provider begins, fills in and sends; what it typed is never lost."""

from datetime import timedelta

import pytest

from providers.errors import ProviderError
from providers.models import Application, Declaration
from providers.vetting.applications.files import (
    MOST_PER_CRITERION,
    add_file,
    remove_file,
)
from providers.vetting.applications.queries import (
    associations_to_ask,
    declared,
    entered_in,
    missing_in,
    open_application,
    standing_of,
)
from providers.vetting.applications.services import (
    begin,
    save_declaration,
    send,
    take_back,
)
from survey.evidence.services import stray_files
from survey.models.evidence import evidence_storage
from tests.builders import NOW, actions_logged, make_organisation
from tests.providers.vetting.applying import (
    SOUND,
    fill_in,
    keep_document,
    make_applicant,
    make_association,
    make_officer,
    make_sent,
    make_vetted,
)

pytestmark = pytest.mark.django_db
State = Application.State


@pytest.fixture
def association():
    return make_association()


@pytest.fixture
def applicant():
    return make_applicant()


@pytest.fixture
def draft(association, applicant) -> Application:
    provider, user = applicant
    return begin(provider=provider, association=association, by=user, now=NOW)


def say(application: Application, criterion: str, **values: object) -> None:
    save_declaration(
        application=application, criterion=criterion, values=values, by=None, now=NOW
    )


class TestBeginning:
    def test_of_two_that_are_begun_at_once_one_stands(self, draft, association):
        with pytest.raises(ProviderError) as error:
            begin(provider=draft.provider, association=association, by=None, now=NOW)
        assert error.value.code == "open_already"
        assert open_application(draft.provider) == draft

    def test_who_is_vetted_renews_instead(self, association):
        vetted, _officers = make_vetted(association)
        with pytest.raises(ProviderError) as error:
            begin(provider=vetted.provider, association=association, by=None, now=NOW)
        assert error.value.code == "stands_already"
        assert standing_of(vetted.provider) == vetted

    def test_an_association_without_staff_is_not_offered(self, association, applicant):
        provider, _user = applicant
        assert not associations_to_ask(provider)
        make_officer(association)
        assert list(associations_to_ask(provider)) == [association]

    def test_what_is_invented_stays_among_itself(self, applicant):
        invented = make_organisation("association", "Hội mẫu", is_fictional=True)
        make_officer(invented)
        assert not associations_to_ask(applicant[0])


class TestFillingIn:
    def test_saving_one_page_leaves_the_fields_of_all_others_alone(self, draft):
        say(draft, "support", hours=44, answer=4, how="Zalo")
        say(draft, "prices", page="https://gia.example", whole=True)
        say(draft, "support", hours=48, answer=4, how="Zalo")
        assert declared(draft, "prices") == {
            "page": "https://gia.example",
            "whole": True,
        }
        assert declared(draft, "support")["hours"] == 48
        assert Declaration.objects.count() == 2

    def test_a_criterion_that_there_is_not_is_refused(self, draft):
        with pytest.raises(ProviderError) as error:
            say(draft, "beauty", much=True)
        assert error.value.code == "unknown_criterion"

    def test_after_sending_nothing_is_changed(self, association):
        sent, _user = make_sent(association)
        with pytest.raises(ProviderError) as error:
            say(sent, "support", hours=1)
        assert error.value.code == "not_now"
        assert declared(sent, "support") == SOUND["support"]

    def test_what_there_is_is_told_of_each_criterion(self, draft):
        fill_in(draft)
        entered = entered_in(draft)
        assert entered["legal"].files == 1
        assert entered["record"].customers == 5
        assert entered["support"].values == SOUND["support"]
        assert missing_in(draft, NOW) == []


class TestDocuments:
    def test_the_same_file_twice_is_one(self, draft):
        keep_document(draft)
        keep_document(draft)
        assert draft.files.count() == 1
        assert actions_logged("vetting.file") == ["vetting.file_added"]

    def test_there_is_a_most_beside_each_criterion(self, draft):
        for number in range(MOST_PER_CRITERION):
            keep_document(draft, content=b"%%PDF %d" % number)
        with pytest.raises(ProviderError) as error:
            keep_document(draft, content=b"%PDF one too many")
        assert error.value.code == "too_many_files"
        keep_document(draft, "security", b"%PDF elsewhere")

    def test_one_that_is_taken_away_is_gone_at_once(
        self, draft, django_capture_on_commit_callbacks
    ):
        keep_document(draft)
        file = draft.files.get()
        path = file.file.name
        assert evidence_storage().exists(path)
        with django_capture_on_commit_callbacks(execute=True):
            remove_file(file=file, by=None, now=NOW)
            remove_file(file=file, by=None, now=NOW)
        file.refresh_from_db()
        assert (file.name, file.file.name) == ("", "")
        assert not evidence_storage().exists(path)

    def test_the_nightly_sweep_knows_them(self, draft):
        keep_document(draft)
        path = draft.files.get().file.name
        assert path not in stray_files(NOW + timedelta(days=9000))

    def test_after_sending_none_is_taken_away(self, association):
        sent, _user = make_sent(association)
        with pytest.raises(ProviderError) as error:
            remove_file(file=sent.files.get(), by=None, now=NOW)
        assert error.value.code == "not_now"

    def test_what_is_no_document_is_refused_by_the_judge(self, draft):
        with pytest.raises(Exception, match="file_empty"):
            add_file(
                application=draft,
                criterion="legal",
                name="trong.pdf",
                content=b"",
                valid_until=None,
                by=None,
                now=NOW,
            )
        assert not draft.files.exists()


class TestSending:
    @pytest.mark.parametrize("criterion", SOUND)
    def test_something_missing_anywhere_keeps_it_back(self, draft, criterion):
        fill_in(draft)
        Declaration.objects.filter(criterion=criterion).delete()
        with pytest.raises(ProviderError) as error:
            send(application=draft, by=None, now=NOW)
        assert error.value.code == "incomplete"

    def test_it_is_promised_a_decision_by_a_working_day(self, draft):
        fill_in(draft)
        sent = send(application=draft, by=None, now=NOW)
        assert sent.state == State.SENT
        # Twenty of them, without the new holiday of 24 November.
        assert sent.due_on.isoformat() == "2026-12-21"

    def test_twice_sends_it_once(self, draft):
        fill_in(draft)
        send(application=draft, by=None, now=NOW)
        with pytest.raises(ProviderError) as error:
            send(application=draft, by=None, now=NOW)
        assert error.value.code == "not_now"
        assert actions_logged("vetting.send") == ["vetting.send"]

    def test_taken_back_it_can_be_begun_again_with_what_was_typed(
        self, draft, association, applicant
    ):
        fill_in(draft)
        take_back(application=draft, by=applicant[1], now=NOW)
        again = begin(
            provider=draft.provider, association=association, by=None, now=NOW
        )
        assert again.declarations.count() == len(SOUND)
        assert again.references.count() == 5
        assert again.files.count() == 1

    def test_what_is_carried_over_has_files_of_its_own(
        self, draft, association, applicant, django_capture_on_commit_callbacks
    ):
        fill_in(draft)
        take_back(application=draft, by=applicant[1], now=NOW)
        again = begin(
            provider=draft.provider, association=association, by=None, now=NOW
        )
        path = draft.files.get().file.name
        with django_capture_on_commit_callbacks(execute=True):
            remove_file(file=again.files.get(), by=None, now=NOW)
        assert evidence_storage().exists(path)
