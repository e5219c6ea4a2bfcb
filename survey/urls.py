from django.contrib import admin
from django.urls import path

from survey.colleagues import views as colleagues
from survey.colleagues import views_invited
from survey.corrections import views as corrections
from survey.evidence import views as evidence
from survey.feedback import views as feedback
from survey.questionnaire import views as questionnaire
from survey.questionnaire import views_answers, views_preview
from survey.rounds import views, views_later, views_profile, views_start
from survey.submission import views as submission
from survey.ways import views as ways

app_name = "survey"
urlpatterns = [
    path("bat-dau/", views_start.start, name="start"),
    path("doanh-nghiep/", views.mine, name="mine"),
    path("doanh-nghiep/quen/", views.forget, name="forget"),
    path(
        "doanh-nghiep/<uuid:public_id>/lien-ket/het/",
        views_later.end_links,
        name="end_links",
    ),
    path(
        "doanh-nghiep/<uuid:public_id>/giao/",
        views.let_take_over,
        name="let_take_over",
    ),
    path("tiep-tuc/<str:token>/", views_later.resume, name="resume"),
    path(
        "danh-gia/<uuid:public_id>/tra-loi/<str:code>/",
        views_answers.answer,
        name="answer",
    ),
    path(
        "danh-gia/<uuid:public_id>/so-lieu/<slug:name>/",
        views_answers.figure,
        name="figure",
    ),
    path("danh-gia/<uuid:public_id>/xem-lai/", submission.review, name="review"),
    path("danh-gia/<uuid:public_id>/nop/", submission.submit, name="submit"),
    path("danh-gia/<uuid:public_id>/nganh/", ways.variant, name="variant"),
    path("danh-gia/<uuid:public_id>/cach-lam/<slug:way>/", ways.tell_one, name="way"),
    path("danh-gia/<uuid:public_id>/ho-so/", views_profile.profile, name="profile"),
    path("danh-gia/<uuid:public_id>/de-sau/", views_later.later, name="later"),
    path(
        "danh-gia/<uuid:public_id>/ky-moi/", views_later.next_round, name="next_round"
    ),
    path("danh-gia/<uuid:public_id>/sua/", corrections.correct, name="correct"),
    path("danh-gia/<uuid:public_id>/gop-y/", feedback.feedback, name="feedback"),
    path("danh-gia/<uuid:public_id>/bo/", corrections.discard_draft, name="discard"),
    path("danh-gia/<uuid:public_id>/minh-chung/", evidence.evidence, name="evidence"),
    path(
        "danh-gia/<uuid:public_id>/minh-chung/<str:code>/",
        evidence.evidence_of,
        name="evidence_of",
    ),
    path(
        "danh-gia/<uuid:public_id>/minh-chung/tep/<uuid:evidence_id>/",
        evidence.evidence_file,
        name="evidence_file",
    ),
    path(
        "danh-gia/<uuid:public_id>/minh-chung/tep/<uuid:evidence_id>/bo/",
        evidence.remove_evidence,
        name="remove_evidence",
    ),
    path(
        "danh-gia/<uuid:public_id>/cung-tra-loi/",
        colleagues.respondents,
        name="respondents",
    ),
    path(
        "danh-gia/<uuid:public_id>/cung-tra-loi/khac-nhau/",
        colleagues.differing,
        name="differences",
    ),
    path(
        "danh-gia/<uuid:public_id>/cung-tra-loi/<uuid:respondent_id>/rut/",
        colleagues.withdraw_invitation,
        name="withdraw_invitation",
    ),
    path(
        "danh-gia/<uuid:public_id>/cung-tra-loi/<uuid:respondent_id>/chon/<str:code>/",
        colleagues.decide,
        name="decide",
    ),
    path("loi-moi/<str:token>/", views_invited.invitation, name="invitation"),
    path(
        "cung-tra-loi/<uuid:public_id>/tra-loi/<str:code>/",
        views_invited.invited_answer,
        name="invited_answer",
    ),
    path(
        "cung-tra-loi/<uuid:public_id>/<slug:step>/",
        views_invited.InvitedQuestionnaire.as_view(),
        name="invited",
    ),
    path("danh-gia/<uuid:public_id>/nhan/", views.claim, name="claim"),
    path(
        "danh-gia/<uuid:public_id>/<slug:step>/",
        questionnaire.OwnQuestionnaire.as_view(),
        name="step",
    ),
    path(
        "quan-tri/indexes/indexversion/<int:pk>/xem-thu/",
        admin.site.admin_view(views_preview.Preview.as_view()),
        name="preview",
    ),
]
