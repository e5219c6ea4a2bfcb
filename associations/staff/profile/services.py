"""Writes on associations as a whole: set up by the operator, described by themselves."""

from collections.abc import Mapping
from datetime import datetime

from django.core.files.base import ContentFile
from django.db import transaction

from accounts.audit.services import record_event
from accounts.models import Organisation, User
from accounts.services import change_organisation, keep_new_organisation
from associations.models import AssociationProfile
from survey.evidence.files import CheckedFile
from survey.models.evidence import evidence_storage, take_away_file

# Of the organisation itself; all else is of its profile.
OF_ORGANISATION = ("name", "area")


@transaction.atomic
def create_association(
    *, said: Mapping[str, object], by: User | None, now: datetime
) -> AssociationProfile:
    """Nobody works there yet: its first manager is asked by a letter.

    said: as `save_profile` takes it.
    """
    own, rest = _split(said)
    kind = Organisation.Kind.ASSOCIATION
    association = Organisation(kind=kind, created_at=now, **own)
    keep_new_organisation(organisation=association, by=by, now=now)
    profile = AssociationProfile(organisation=association, **rest)
    profile.save()
    _record(profile, by, now, rest)
    return profile


@transaction.atomic
def save_profile(
    *,
    association: Organisation,
    said: Mapping[str, object],
    by: User | None,
    now: datetime,
) -> AssociationProfile:
    """What an association says of itself: fields of its profile, its name and its area.

    What stands already is not written down again.
    """
    own, rest = _split(said)
    profile, _is_new = AssociationProfile.objects.get_or_create(
        organisation=association
    )
    renamed = _put(association, own)
    change_organisation(organisation=association, fields=renamed, by=by, now=now)
    changed = _put(profile, rest)
    if changed:
        profile.save(update_fields=changed)
        _record(profile, by, now, changed)
    return profile


def _split(
    said: Mapping[str, object],
) -> tuple[dict[str, object], dict[str, object]]:
    own = {name: said[name] for name in OF_ORGANISATION if name in said}
    rest = {name: value for name, value in said.items() if name not in own}
    return own, rest


def _put(
    row: Organisation | AssociationProfile, said: Mapping[str, object]
) -> list[str]:
    """The names of those that are other than before."""
    changed = [name for name in said if getattr(row, name) != said[name]]
    for name in changed:
        setattr(row, name, said[name])
    return changed


def save_picture(
    *,
    profile: AssociationProfile,
    picture: CheckedFile | None,
    by: User | None,
    now: datetime,
) -> None:
    """In place of the one before, which goes for good; None takes it away."""
    before = profile.picture.name
    profile.picture, profile.picture_kind = "", ""
    if picture is not None:
        profile.picture_kind = picture.kind
        content = ContentFile(picture.content)
        profile.picture.save(picture.name, content, save=False)
    try:
        _keep_picture(profile, before, by, now)
    except BaseException:
        # The storage knows no transactions: what no row will name goes again.
        if profile.picture:
            evidence_storage().delete(profile.picture.name)
        raise


@transaction.atomic
def _keep_picture(
    profile: AssociationProfile, before: str, by: User | None, now: datetime
) -> None:
    profile.save(update_fields=["picture", "picture_kind"])
    if before:
        take_away_file(before)
    _record(profile, by, now, ["picture"])


def _record(
    profile: AssociationProfile,
    by: User | None,
    now: datetime,
    fields: Mapping[str, object] | list[str],
) -> None:
    record_event(
        action="organisation.changed",
        organisation=profile.organisation,
        actor=by,
        subject=f"organisation:{profile.organisation.public_id}",
        now=now,
        details={"fields": sorted(fields)},
    )
