from django.urls import path

from associations.vetting.views import application, criterion, file, queue

HERE = "hiep-hoi/<uuid:public_id>/tham-dinh"
ONE = f"{HERE}/<uuid:application_id>"
vettings = [
    path(f"{HERE}/", queue, name="vetting"),
    path(f"{ONE}/", application, name="vetting_application"),
    path(f"{ONE}/tieu-chi/<slug:name>/", criterion, name="vetting_criterion"),
    path(f"{ONE}/tep/<uuid:file_id>/", file, name="vetting_file"),
]
