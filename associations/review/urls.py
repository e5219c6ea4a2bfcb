from django.urls import path

from associations.review import views_evidence
from associations.review.assignments import views as assignments
from associations.review.decisions import views as decisions
from associations.review.findings import views as findings
from associations.review.locks import views as locks

OF_ASSOCIATION = "hiep-hoi/<uuid:public_id>/xem-xet/"
OF_REVIEW = "xem-xet/<uuid:public_id>/"
OF_RESULT = "ket-qua/<uuid:public_id>/"

urlpatterns = [
    path(f"{OF_RESULT}minh-chung/", views_evidence.evidence, name="evidence"),
    path(
        f"{OF_RESULT}minh-chung/<uuid:evidence_id>/",
        views_evidence.review,
        name="review_evidence",
    ),
    path(f"{OF_RESULT}xem-xet/", decisions.of_result, name="reviews_of_result"),
    path(
        f"{OF_RESULT}xem-xet/hoi/<uuid:finding_id>/",
        decisions.answer_question,
        name="answer_question",
    ),
    path(
        f"{OF_RESULT}xem-xet/<uuid:review_id>/nguoi-khac/",
        decisions.ask_another,
        name="ask_another",
    ),
    path(OF_ASSOCIATION, assignments.queue, name="review_queue"),
    path(f"{OF_ASSOCIATION}tat-ca/", assignments.reviews, name="reviews"),
    path(f"{OF_ASSOCIATION}chua-xem/", assignments.to_begin, name="to_begin"),
    path(
        f"{OF_ASSOCIATION}tat-ca/<uuid:result_id>/",
        assignments.begin,
        name="begin_review",
    ),
    path(f"{OF_ASSOCIATION}khoa-ky/", locks.locks, name="review_locks"),
    path(
        f"{OF_ASSOCIATION}khoa-ky/<uuid:lock_id>/",
        locks.lock_file,
        name="review_lock_file",
    ),
    path(OF_REVIEW, findings.review, name="review"),
    path(f"{OF_REVIEW}xong/", findings.end, name="end_review"),
    path(f"{OF_REVIEW}khong-xem/", findings.refuse, name="abstain"),
    path(f"{OF_REVIEW}giao/", assignments.give, name="give_review"),
    path(f"{OF_REVIEW}giu-nguyen/", assignments.let_stand, name="let_stand"),
    path(f"{OF_REVIEW}ket-qua/", decisions.outcome, name="review_outcome"),
    path(
        f"{OF_REVIEW}tep/<uuid:evidence_id>/",
        findings.file,
        name="review_file",
    ),
    path(f"{OF_REVIEW}cau/<str:code>/", findings.answer, name="review_answer"),
]
