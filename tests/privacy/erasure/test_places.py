"""No column in which people type is left out of what is emptied."""

from django.apps import apps
from django.db import models

from privacy.erasure.places import PLACES

WORDS = (models.CharField, models.TextField, models.JSONField, models.FileField)
# They go with the account.
WITH_THE_ACCOUNT = {
    "accounts.User",
    "account.EmailAddress",
    "account.EmailConfirmation",
    "mfa.Authenticator",
    "usersessions.UserSession",
    "accounts.ApiToken",
    "accounts.ApiAnswer",
}
# Looked through by privacy.erasure.browsers, or gone as a whole.
OTHERWISE = {
    "sessions.Session.session_data",
    "accounts.Posting.answer",
    "accounts.Letter.to",
    "accounts.Letter.subject",
    "accounts.Letter.text",
    "accounts.Letter.html",
    "accounts.BadAddress.address",
    "accounts.LetterStop.address",
    "accounts.Letter.stop_url",
    "survey.Evidence.file",
    "providers.LeadFile.file",
    "providers.ComplaintFile.file",
    "providers.EntryFile.file",
    "associations.PeriodLock.file",
    "providers.ApplicationFile.file",  # of a provider; goes with its application
    "survey.Respondent.email",
    "accounts.StaffInvitation.email",
    "associations.AssociationProfile.picture",
    "privacy.AddressLink.email",
    "associations.Member.tax_code",  # gone with what its association keeps
    "accounts.Organisation.tax_code",  # of households (privacy.erasure.traces)
}
# Codes, numbers, hashes and texts of the site; the name of an enterprise, which stays.
NAMES_NOBODY = {
    "accounts.AuditEvent": "action subject details chain previous seal",
    "accounts.AuditHead": "chain seal first_previous",
    "accounts.Consent": "items text_version index",
    "accounts.Letter": "kind tracked_as key language error may_be_stopped_as",
    "accounts.Organisation": "name sort_key search_key sector area",
    "accounts.Posting": "key",
    "admin.LogEntry": "object_id",
    "associations.AllocatedFirm": "providers",
    "associations.Allocation": "figures",
    "associations.AssistedRound": "token_hash code_hash asked_digest sent_to",
    "associations.Finding": "question",
    "associations.PeriodLock": "kind",
    "associations.Review": "phase",
    "associations.ReviewedResult": "engine_version grade pillar_points pillar_maxima"
    " pillar_levels indicator_points indicator_maxima indicator_levels",
    "associations.Export": "language query",
    "associations.ImportRow": "problems mended tax_code search_key",
    "associations.Member": "name sort_key search_key sector area token_hash",
    "associations.MemberImport": "error columns strange counts",
    "associations.Campaign": "chosen reminder_days code",
    "associations.Invitation": "sector size token_hash sent_to page",
    "associations.AssociationProfile": "name_en sectors picture_kind",
    "accounts.StaffInvitation": "language token_hash",
    "auth.Group": "name",
    "auth.Permission": "name codename",
    "background.Run": "task args kwargs key delivery holder error about leads_to",
    "contenttypes.ContentType": "app_label model",
    "django_tasks_database.DBTaskResult": "args_kwargs task_path worker_ids queue_name"
    " backend_name return_value exception_class_path traceback",
    "indexes.IndexVersion": "index_id checksum document",
    "privacy.AddressLink": "token_hash language",
    "privacy.Incident": "reference",
    "privacy.Notice": "rule",
    "privacy.PersonRequest": "mark language",
    "providers.Lead": "weak_pillars shown",
    "providers.LeadEvent": "name code key",
    "providers.LeadFile": "kind",
    "providers.LeadNotice": "name",
    "providers.CalendarLink": "token_hash",
    "providers.Complaint": "text_version",
    "providers.ComplaintFile": "kind",
    "providers.Pause": "about",
    "providers.Application": "criteria",
    "providers.ApplicationFile": "criterion kind sha256",
    "providers.Declaration": "criterion",
    "providers.Reference": "name token_hash answers",
    "providers.Score": "criterion",
    "providers.VettingStep": "action state",
    "providers.EntryFile": "kind sha256",
    "providers.Provider": "slug areas search_key certificate_ends certificate_files",
    "providers.WebhookDelivery": "event body",  # ids, states and times
    "providers.WebhookEndpoint": "address secret former_secret topics",
    "providers.WebhookTry": "problem",
    "providers.ProviderDevice": "device",
    "providers.DirectoryState": "digest",
    "providers.MonthCount": "content",
    "providers.Recommendation": "content inputs shown outcome worth digest",
    "providers.SolutionEffect": "index_id",
    "providers.Solution": "slug improves index_id sectors sizes support_item",
    "roadmap.Roadmap": "pillar_targets left_out",
    "roadmap.RoadmapStep": "question",
    "sessions.Session": "session_key",
    "survey.Answer": "question chosen",
    "survey.AnswerChange": "question chosen",
    "survey.Assessment": "sector area size variant ways wants",
    "survey.BenchmarkCell": "index_id sector size area pillars middles raised",
    "survey.CountedRows": "index_id",
    "associations.CityFigures": "index_id figures",
    "survey.Evidence": "question kind sha256",
    "survey.Feedback": "language index_id",
    "survey.Figure": "name",
    "survey.Origin": "network device",
    "survey.Respondent": "pillars language token_hash",
    "survey.RespondentAnswer": "question chosen",
    "survey.Result": "engine_version enterprise_name pillar_points pillar_maxima"
    " pillar_levels indicator_points indicator_maxima indicator_levels sector area"
    " size grade input_digest verification_code",
    "survey.ResumeLink": "token_hash",
    "survey.ShareLink": "token_hash",
}


def columns() -> set[str]:
    """Those that hold words, of all that is kept."""
    found = set()
    for model in apps.get_models(include_auto_created=True):
        if model._meta.label in WITH_THE_ACCOUNT:
            continue
        for field in model._meta.concrete_fields:
            if isinstance(field, WORDS) and not field.choices:
                found.add(f"{model._meta.label}.{field.name}")
    return found


def test_every_column_is_emptied_or_names_nobody():
    emptied = {f"{place.label}.{name}" for place in PLACES for name in place.fields}
    nobody = set()
    for label, names in NAMES_NOBODY.items():
        nobody |= {f"{label}.{name}" for name in names.split()}
    told = emptied | nobody | OTHERWISE
    assert columns() - told == set(), "may a person be named there?"
    assert told - columns() == set(), "there is no such column any more"
    assert not emptied & nobody
