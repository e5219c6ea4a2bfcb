"""What an association says of itself, in proper fields and both languages."""

from typing import ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.models import Organisation
from associations.choices import filter_by
from associations.models import AssociationProfile
from language.fields import (
    EmailField,
    LineField,
    PhoneField,
    TextField,
    WebsiteField,
)
from language.forms import InBothLanguages
from registry.sector_names import SECTORS
from survey.evidence.forms import JudgedFileField
from survey.evidence.pictures import ACCEPTED, judged_picture

LONGEST = 2000
PLAIN = ("name_en", "email", "phone", "website", "address", "sectors")


def _words(label: str, hint: str = "", rows: int = 4) -> TextField:
    return TextField(
        label=label,
        help_text=hint,
        required=False,
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": rows}),
    )


class ProfileForm(InBothLanguages):
    IN_BOTH = ("about", "offers", "joining", "picture_text")

    name = LineField(
        label=_("Name"),
        max_length=200,
        error_messages={"required": _("Please type the name of the association.")},
    )
    name_en = LineField(label=_("Name in English"), max_length=200, required=False)
    about_vi = _words(_("What the association is, in Vietnamese"))
    about_en = _words(_("What the association is, in English"))
    offers_vi = _words(
        _("What it offers its members, in Vietnamese"),
        _("One thing a line: classes, advice, meetings with providers."),
    )
    offers_en = _words(_("What it offers its members, in English"))
    joining_vi = _words(
        _("How to join, in Vietnamese"),
        _("Who can, what it costs, whom to ask."),
        rows=3,
    )
    joining_en = _words(_("How to join, in English"), rows=3)
    email = EmailField(label=_("Email address for members"), required=False)
    phone = PhoneField(label=_("Telephone"), max_length=20, required=False)
    website = WebsiteField(
        label=_("Website"),
        required=False,
        max_length=200,
        assume_scheme="https",
        widget=forms.URLInput(attrs={"placeholder": ""}),
    )
    address = LineField(label=_("Address"), max_length=200, required=False)
    area = filter_by("area")
    sectors = forms.MultipleChoiceField(
        label=_("Sectors of its members"),
        help_text=_("Choose none if it is for every sector."),
        required=False,
        choices=list(SECTORS.items()),
        widget=forms.CheckboxSelectMultiple,
    )
    field_order: ClassVar = ["name", "name_en"]

    @classmethod
    def initial_of(cls, association: Organisation) -> dict:
        """As it stands now."""
        found = AssociationProfile.objects.filter(organisation=association).first()
        profile = found or AssociationProfile(organisation=association)
        initial = {name: getattr(profile, name) for name in PLAIN}
        initial |= {"name": association.name, "area": association.area}
        return initial | cls.split(profile)

    def said(self) -> dict[str, object]:
        """As `save_profile` takes it."""
        cleaned = self.cleaned_data
        said = {name: cleaned[name] for name in (*PLAIN, "name", "area")}
        for name in self.IN_BOTH:
            # The administration asks for no picture.
            if f"{name}_vi" in cleaned:
                said[name] = self.texts(name)
        return said


class OwnProfileForm(ProfileForm):
    """With a picture, as the association itself keeps it."""

    picture = JudgedFileField(
        judged_picture,
        ACCEPTED,
        label=_("Picture of what it offers"),
        help_text=_(
            "A photo (JPEG, PNG, WebP) up to 10 MB. It is drawn anew without place and time."
        ),
        required=False,
    )
    picture_text_vi = LineField(
        label=_("What the picture shows, in Vietnamese"),
        help_text=_("For whoever cannot see it."),
        max_length=200,
        required=False,
    )
    picture_text_en = LineField(
        label=_("What the picture shows, in English"),
        max_length=200,
        required=False,
    )
    takes_picture_away = forms.BooleanField(
        label=_("Take the picture away"),
        required=False,
    )
