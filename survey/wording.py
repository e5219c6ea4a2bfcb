"""The words for codes of the questionnaire: errors, states, reasons of a size class. Text lives at the edge."""

from decimal import Decimal

from django.utils.formats import number_format
from django.utils.translation import get_language, gettext, ngettext
from django.utils.translation import gettext_lazy as _

from survey.index.said import Said

PROBLEMS = {
    # numbers as typed
    "unreadable": _("We cannot read this as a number. Please type it like 12, 1.500.000 or 1,5 tỷ."),
    "unreadable_count": _("We cannot read this as a number. Please type it like 12."),
    "negative": _("A number here cannot be below zero."),
    "whole": _("Please give a whole number."),
    "too_large": _("This number is too large. Please count the zeros again."),
    "no_people": _("At least one person works there. Please count yourself too."),
    # ratios
    "numerator_above_denominator": _(
        "The part (%(numerator)s) is larger than the whole (%(denominator)s). Please correct one of the two numbers."
    ),
    "denominator_zero": _("The total is 0, so no share can be worked out. Please choose the closest answer below."),
    "number_missing": _(
        "Not confirmed yet, because “%(name)s” is missing. Please type that number too, or choose the closest answer."
    ),
    "both_given": _(
        "You typed numbers and also chose an answer, so we do not know which one counts. To count the numbers, save "
        "again. To count an answer, empty the numbers and choose it again."
    ),
    # answers
    "level_out_of_range": _("This is not one of the answers. Please choose again."),
    "not_applicable_refused": _("This question has to be answered; “does not apply” is not offered here."),
    "unknown_question": _("This question is not part of your questionnaire any more. Please reload the page."),
    "unknown_variant": _("Please choose the industry that is closest."),
    "unknown_option": _("This is not one of the answers. Please choose again."),
    "options_exclude": _("“None of these” and another answer cannot both be right. Please choose again."),
    "submitted": _("This assessment has been submitted, so its answers can no longer be changed."),
    "index_retired": _("The index of your last round is no longer open, so please start with the one offered now."),
    "other": _("This answer could not be kept as it is. Please look at it again."),
    # evidence
    "file_empty": _("This file is empty. Please choose another one."),
    "file_too_large": _("This file is over 10 MB. Please take a photo of the page that matters, or shrink it."),
    "image_too_large": _("This picture is too large. Please make it smaller, or send it as a PDF."),
    "file_unknown": _(
        "This is not a file we can take as evidence. Please send a PDF, a photo (JPEG, PNG, WebP) or an office file "
        "(docx, xlsx, pptx, odt, ods)."
    ),
    "file_broken": _("This file cannot be read; it may be damaged. Please save it again, best as a PDF."),
    "file_old_office": _("This is an office file of the old kind. Please save it as docx, xlsx, pptx or PDF."),
    "file_heic": _("This photo is HEIC, which many computers cannot open. Please save it as JPEG and send it again."),
    "file_macros": _("This file contains macros, which may harm a computer. Please save it without, or as a PDF."),
    "file_locked": _("This file is locked with a password, so nobody could check it. Please send it unlocked."),
    "file_active": _("This PDF contains programs, which may harm a computer. Please print it to a new PDF."),
    "too_many_files": _("This answer already has %(most)s files. Please take one away first."),
    "too_much_evidence": _("All files together may be %(most)s MB. Please take away what is not needed."),
    "letter_not_sent": _("The letter could not be sent just now. Please try again in a few minutes."),
    "too_many_uploads": _("Very many files were sent within an hour. Please wait a little, then go on."),
    "evidence_removed": _("The enterprise has taken this file away in the meantime."),
    "note_missing": _("Please write in a few words why it is declined; the enterprise reads it."),
    # indexes
    "version_taken": _(
        "%(index)s version %(version)s is published and never changes. Please raise index.version in the file."
    ),
    "index_draft": _("%(index)s is a draft: it can be published or discarded."),
    "no_draft": _("%(index)s is no draft any more."),
    # colleagues
    "unknown_pillar": _("Please choose at least one part."),
    "too_many_colleagues": _("%(most)s colleagues are invited already; that is the most for one round."),
    # mail
    "too_many_links": _(
        "We have already sent several emails for this assessment. Please wait an hour, then try again."
    ),
    "too_many_starts": _(
        "Very many assessments were started from this network just now. Please wait a few minutes, then try again."
    ),
    "claimed": _("This enterprise already belongs to an account. Please sign in with that account."),
    "link_expired": _("This link is no longer valid."),
}

OFFERED_BECAUSE = {
    "chosen": _("you chose it; it is for %(audience)s (decision %(decision)s)"),
    "size": _("it is for %(audience)s and has been in force since %(day)s (decision %(decision)s)"),
    "any": _("it is for enterprises of every size and has been in force since %(day)s (%(decision)s)"),
    "nothing_in_force": _("no newer index for %(audience)s is here yet (decision %(decision)s)"),
}
CAUTIONS = {
    "superseded": _(
        "This index has been superseded; decision %(newer)s holds now. It still helps to compare rounds."
    ),
    "other_size": _("This index is meant for %(audience)s; going by what you typed, your enterprise is not one."),
}
AUDIENCES = {
    "sme": _("small and medium enterprises"),
    "large": _("large enterprises"),
    "any": _("enterprises of every size"),
}

STEP_STATES = {"done": _("done"), "started": _("in progress"), "todo": _("not started"), "free": _("optional")}

SIZE_REASONS = {
    "revenue": _("because you have at most %(employees)s employees and at most %(revenue)s of revenue a year"),
    "capital": _("because you have at most %(employees)s employees and at most %(capital)s of capital"),
    "employees_only": _("going by %(employees)s employees at most; revenue or capital will make it certain"),
    "above_all": _("because your numbers are above the limits for small and medium enterprises"),
}

SECTORS = {
    "G": _("Shops, wholesale, online sales"),
    "I": _("Restaurants, cafés, hotels"),
    "C": _("Manufacturing, processing"),
    "F": _("Construction, fitting out"),
    "H": _("Transport, delivery, warehouses"),
    "N": _("Consulting, design, accounting, science"),
    "K": _("Software, telecoms, IT services"),
    "O": _("Office services, travel, labour hire, security"),
    "T": _("Hairdressing, repair, laundry and other services"),
    "Q": _("Education and training"),
    "R": _("Clinics, health care"),
    "M": _("Real estate"),
    "A": _("Farming, forestry, fishing"),
    "J": _("Publishing, media, digital content"),
    "S": _("Arts, sports, entertainment"),
    "L": _("Finance, banking, insurance"),
    "E": _("Water supply, waste and recycling"),
    "D": _("Electricity, gas, steam"),
    "B": _("Mining and quarrying"),
    "V": _("International organisations"),
    "P": _("Public administration, political organisations"),
    "U": _("Household employers"),
}
"""Plain names of the sections, the most common in the city first; the official names stand in the registry."""


def problem(code: str, **params: object) -> str:
    """The words for an error; a code without words of its own gets the general ones."""
    return str(PROBLEMS.get(code, PROBLEMS["other"])) % params


def language() -> str:
    return "en" if (get_language() or "vi").startswith("en") else "vi"


def in_language(texts: dict[str, str] | None) -> str:
    """A language map of the index or of a registry in the reader's language, its percents never torn apart.

    "" where there is no text at all.
    """
    return (texts.get(language()) or texts["vi"]).replace(" %", "\u00a0%") if texts else ""


def sentence(said: Said | str) -> str:
    """What is said of a file in the reader's language, and so whatever is said within it."""
    if isinstance(said, str):
        return said
    params = {name: sentence(value) if isinstance(value, Said) else value for name, value in said.params.items()}
    return gettext(said.pattern) % params


def number(value: Decimal | int) -> str:
    """Points and counts: two decimals, none where there are none."""
    return number_format(value, 0 if value == value // 1 else 2, use_l10n=True, force_grouping=True)


def points(value: Decimal) -> str:
    count = int(value) if value == value // 1 else 2
    return ngettext("%(points)s point", "%(points)s points", count) % {"points": number(value)}
