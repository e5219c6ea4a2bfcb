from django.urls import path

from associations.allocation.urls import allocations
from associations.assisted import urls as assisted
from associations.belonging import views as belonging
from associations.campaigns.urls import campaigns
from associations.changes.urls import urlpatterns as of_changes
from associations.city import urls as city
from associations.cohort import urls as cohort
from associations.complaints import urls as complaints
from associations.consents import views as consents
from associations.exports import urls as exports
from associations.invitations.urls import invitations
from associations.leads import urls as leads
from associations.members import urls as members
from associations.ratings import urls as ratings
from associations.results import views as results
from associations.review.urls import urlpatterns as of_reviews
from associations.staff import urls as staff
from associations.today import urls as today
from associations.vetting.urls import vettings

app_name = "associations"
urlpatterns = [
    path("ket-qua/<uuid:public_id>/chia-se/", consents.share, name="share"),
    *of_reviews,
    path("ket-qua/<uuid:public_id>/lien-he/", consents.contact, name="contact"),
    path("dong-y/", consents.consents, name="consents"),
    path("dong-y/<uuid:public_id>/rut/", consents.withdraw, name="withdraw"),
    path(
        "doanh-nghiep/<uuid:enterprise_id>/roi/<uuid:association_id>/",
        belonging.leave,
        name="leave",
    ),
    path(
        "doanh-nghiep/<uuid:enterprise_id>/xin-vao/<uuid:association_id>/rut/",
        belonging.take_request_back,
        name="take_request_back",
    ),
    path(
        "doanh-nghiep/<uuid:enterprise_id>/xin-vao/",
        belonging.ask_to_join,
        name="ask_to_join",
    ),
    *staff.urlpatterns,
    *assisted.urlpatterns,
    *members.urlpatterns,
    *city.urlpatterns,
    *today.urlpatterns,
    *cohort.urlpatterns,
    *complaints.urlpatterns,
    *leads.urlpatterns,
    *ratings.urlpatterns,
    *exports.urlpatterns,
    path("hiep-hoi/<uuid:public_id>/ket-qua/", results.results, name="results"),
    *campaigns,
    *allocations,
    *invitations,
    *vettings,
    *of_changes,
]
