from django.urls import path

from survey import (
    views,
    views_answers,
    views_evidence,
    views_finish,
    views_indexes,
    views_invited,
    views_respondents,
    views_start,
    views_wizard,
)
from survey.forms import StepForm

wizard = views_wizard.Wizard.as_view(
    form_list=[("questions", StepForm)], url_name="survey:step", done_step_name="xem-lai"
)

app_name = "survey"
urlpatterns = [
    path("bat-dau/", views_start.start, name="start"),
    path("bo-chi-so/", views_indexes.indexes, name="indexes"),
    path("bo-chi-so/<slug:index_id>/", views_indexes.index, name="index"),
    path("doanh-nghiep/", views.mine, name="mine"),
    path("doanh-nghiep/quen/", views.forget, name="forget"),
    path("tiep-tuc/<str:token>/", views_finish.resume, name="resume"),
    path("danh-gia/<uuid:public_id>/tra-loi/<str:code>/", views_answers.answer, name="answer"),
    path("danh-gia/<uuid:public_id>/so-lieu/<slug:name>/", views_answers.figure, name="figure"),
    path("danh-gia/<uuid:public_id>/xem-lai/", views_finish.review, name="review"),
    path("danh-gia/<uuid:public_id>/nop/", views_finish.submit, name="submit"),
    path("danh-gia/<uuid:public_id>/nganh/", views_start.variant, name="variant"),
    path("danh-gia/<uuid:public_id>/ho-so/", views.profile, name="profile"),
    path("danh-gia/<uuid:public_id>/de-sau/", views_finish.later, name="later"),
    path("danh-gia/<uuid:public_id>/ky-moi/", views_finish.next_round, name="next_round"),
    path("danh-gia/<uuid:public_id>/minh-chung/", views_evidence.evidence, name="evidence"),
    path("danh-gia/<uuid:public_id>/minh-chung/<str:code>/", views_evidence.evidence_of, name="evidence_of"),
    path(
        "danh-gia/<uuid:public_id>/minh-chung/tep/<uuid:evidence_id>/",
        views_evidence.evidence_file,
        name="evidence_file",
    ),
    path(
        "danh-gia/<uuid:public_id>/minh-chung/tep/<uuid:evidence_id>/bo/",
        views_evidence.remove_evidence,
        name="remove_evidence",
    ),
    path("danh-gia/<uuid:public_id>/cung-tra-loi/", views_respondents.respondents, name="respondents"),
    path("danh-gia/<uuid:public_id>/cung-tra-loi/khac-nhau/", views_respondents.differing, name="differences"),
    path(
        "danh-gia/<uuid:public_id>/cung-tra-loi/<uuid:respondent_id>/rut/",
        views_respondents.withdraw_invitation,
        name="withdraw_invitation",
    ),
    path(
        "danh-gia/<uuid:public_id>/cung-tra-loi/<uuid:respondent_id>/chon/<str:code>/",
        views_respondents.decide,
        name="decide",
    ),
    path("loi-moi/<str:token>/", views_invited.invitation, name="invitation"),
    path("cung-tra-loi/<uuid:public_id>/tra-loi/<str:code>/", views_invited.invited_answer, name="invited_answer"),
    path("cung-tra-loi/<uuid:public_id>/<slug:step>/", views_invited.invited, name="invited"),
    path("danh-gia/<uuid:public_id>/nhan/", views.claim, name="claim"),
    path("danh-gia/<uuid:public_id>/<slug:step>/", wizard, name="step"),
]
