from django.urls import path

from providers.vetting.applications.views import (
    application,
    application_file,
    own_vetting,
)
from providers.vetting.applications.views_part import part
from providers.vetting.references.views import customer, customer_link
from providers.vetting.views import vetting

OWN = "nha-cung-cap/tham-dinh/ho-so"
vettings = [
    path("nha-cung-cap/tham-dinh/", vetting, name="vetting"),
    path(f"{OWN}/", own_vetting, name="own_vetting"),
    path(f"{OWN}/<uuid:public_id>/", application, name="vetting_application"),
    path(f"{OWN}/<uuid:public_id>/phan/<slug:name>/", part, name="vetting_part"),
    path(
        f"{OWN}/<uuid:public_id>/tep/<uuid:file_id>/",
        application_file,
        name="vetting_file",
    ),
    # Its beginning is one of assessment.secret_addresses.
    path("khach-hang-cu/<str:token>/", customer_link, name="customer_link"),
    path(
        "nha-cung-cap/khach-hang/<uuid:reference_id>/",
        customer,
        name="customer",
    ),
]
