"""The poster of a campaign as a file, for whoever works for its association."""

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from accounts.brakes.heavy import heavy
from accounts.site import at_site
from associations.campaigns.views import own_campaign
from reports.posters.drawing import Poster, build_poster


@never_cache
@require_safe
@heavy
def poster_file(request: HttpRequest, public_id, campaign_id) -> HttpResponse:
    campaign = own_campaign(request, public_id, campaign_id)
    poster = Poster(
        association=campaign.association.name,
        campaign=campaign.name,
        welcome=campaign.welcome.get("vi", ""),
        ends_on=campaign.ends_on,
        minutes=campaign.index_version.index.minutes,
        url=at_site(reverse("associations:poster_page", args=[campaign.code])),
    )
    file = HttpResponse(build_poster(poster), content_type="application/pdf")
    name = f"ap-phich-{campaign.code}.pdf"
    file["Content-Disposition"] = f'attachment; filename="{name}"'
    return file
