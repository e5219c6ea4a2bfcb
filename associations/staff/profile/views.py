"""An association describes itself; everybody may read it."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from accounts.access.actions import Action
from accounts.models import Organisation
from accounts.pages import KeysFirst
from associations.lists import PAGE, own_association
from associations.models import AssociationProfile
from associations.staff.profile import services
from associations.staff.profile.forms import OwnProfileForm
from associations.staff.profile.queries import describe, described_associations
from survey.evidence.handing import shown_to_all

PER_PAGE = 20


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def edit_profile(request: HttpRequest, public_id) -> HttpResponse:
    association = own_association(request, public_id, Action.MANAGE)
    form = OwnProfileForm(
        request.POST or None,
        request.FILES or None,
        initial=OwnProfileForm.initial_of(association),
    )
    if request.method == "POST" and form.is_valid():
        _save(request, association, form)
        messages.success(
            request, _("Kept. This is how everybody sees the association.")
        )
        return redirect("associations:about", public_id)
    profile = AssociationProfile.objects.filter(organisation=association).first()
    context = {"association": association, "form": form, "profile": profile}
    return render(request, "associations/staff/profile.html", context)


def _save(
    request: HttpRequest, association: Organisation, form: OwnProfileForm
) -> None:
    by, now = request.user, timezone.now()
    profile = services.save_profile(
        association=association,
        said=form.said(),
        by=by,
        now=now,
    )
    picture = form.cleaned_data["picture"]
    if picture or (form.cleaned_data["takes_picture_away"] and profile.picture):
        services.save_picture(profile=profile, picture=picture, by=by, now=now)


@login_not_required
@require_safe
def all_associations(request: HttpRequest) -> HttpResponse:
    pages = KeysFirst(described_associations(), PER_PAGE)
    page = pages.get_page(request.GET.get(PAGE))
    context = {"page": page, "rows": list(map(describe, page))}
    return render(request, "associations/public/list.html", context)


@login_not_required
@require_safe
def about(request: HttpRequest, public_id) -> HttpResponse:
    """For everybody: what it offers, whom to ask, how to join."""
    association = get_object_or_404(described_associations(), public_id=public_id)
    context = describe(association)
    return render(request, "associations/public/about.html", context)


@login_not_required
@require_safe
def picture(request: HttpRequest, public_id) -> HttpResponse:
    """Drawn anew by us, and whatever a browser makes of it, it runs nothing."""
    association = get_object_or_404(described_associations(), public_id=public_id)
    profile = getattr(association, "association", None)
    if profile is None or not profile.picture:
        raise Http404
    return shown_to_all(profile.picture, profile.picture_kind)
