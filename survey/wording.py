"""The words for the errors of the questionnaire, by their codes. Text lives at the edge."""

from django.utils.translation import gettext_lazy as _

from language.fields import NUMBER_PROBLEMS

PROBLEMS = {
    **NUMBER_PROBLEMS,
    # ratios
    "numerator_above_denominator": _(
        "The part (%(numerator)s) is larger than the whole (%(denominator)s). Please "
        "correct one of the two numbers."
    ),
    "denominator_zero": _(
        "The total is 0, so no share can be worked out. Please choose the closest "
        "answer below."
    ),
    "number_missing": _(
        "Not confirmed yet, because “%(name)s” is missing. Please type that number "
        "too, or choose the closest answer."
    ),
    "both_given": _(
        "You typed numbers and also chose an answer, so we do not know which one "
        "counts. To count the numbers, save "
        "again. To count an answer, empty the numbers and choose it again."
    ),
    # answers
    "level_out_of_range": _("This is not one of the answers. Please choose again."),
    "not_applicable_refused": _(
        "This question has to be answered; “does not apply” is not offered here."
    ),
    "unknown_question": _(
        "This question is not part of your questionnaire any more. Please reload the "
        "page."
    ),
    "unknown_variant": _("Please choose the industry that is closest."),
    "unknown_way": _("This is not one of the answers. Please choose again."),
    "unknown_want": _("This is not one of the answers. Please choose again."),
    "too_many_wants": _(
        "Please choose at most %(most)s, so that we know what comes first."
    ),
    "unknown_option": _("This is not one of the answers. Please choose again."),
    "options_exclude": _(
        "“None of these” and another answer cannot both be right. Please choose again."
    ),
    "na_excludes": _(
        "“Does not apply to us” and another answer cannot both be right. Please choose again."
    ),
    "submitted": _(
        "This assessment has been submitted. To change an answer, choose “Correct the "
        "answers” on its result, within 14 days."
    ),
    "being_typed": _(
        "An association is typing this round for you. Read it first; then confirm it, go on "
        "with it yourself, or refuse it."
    ),
    # corrections
    "not_correctable": _(
        "The days to correct this round are over, or it was corrected already. To say "
        "what is new, start the next round."
    ),
    "next_round_open": _(
        "The next round is begun already. Discard it first, if it was begun by mistake; "
        "then correct the round before."
    ),
    "round_over": _(
        "A later round was sent after this one, so this one stays as it is. Correct the "
        "later one."
    ),
    "correction_open": _(
        "A correction of the last round is open. Please send or discard it first."
    ),
    "unchanged": _(
        "Nothing has been changed yet, so there is nothing to send. The result stands as "
        "it was."
    ),
    "first_round": _(
        "This is the first round of the enterprise, so it is not discarded. Without an "
        "account it is deleted by itself when nobody touches it."
    ),
    "index_retired": _(
        "The index of your last round is no longer open, so please start with the "
        "one offered now."
    ),
    "other": _("This answer could not be kept as it is. Please look at it again."),
    # evidence
    "file_empty": _("This file is empty. Please choose another one."),
    "file_too_large": _(
        "This file is over 10 MB. Please take a photo of the page that matters, or "
        "shrink it."
    ),
    "image_too_large": _(
        "This picture is too large. Please make it smaller, or send it as a PDF."
    ),
    "file_unknown": _(
        "This kind of file%(kind)s cannot be taken as evidence. Please send a PDF, a photo "
        "(JPEG, PNG, WebP) or an office file "
        "(docx, xlsx, pptx, odt, ods)."
    ),
    "no_picture": _("This is no picture. Please choose a JPEG, PNG or WebP."),
    "no_picture_or_pdf": _("Please choose a picture (JPEG, PNG, WebP) or a PDF."),
    "file_broken": _(
        "This file cannot be read; it may be damaged. Please save it again, best as "
        "a PDF."
    ),
    "file_old_office": _(
        "This is an office file of the old kind. Please save it as docx, xlsx, pptx "
        "or PDF."
    ),
    "file_heic": _(
        "This photo is HEIC, which many computers cannot open. Please save it as "
        "JPEG and send it again."
    ),
    "file_macros": _(
        "This file contains macros, which may harm a computer. Please save it "
        "without, or as a PDF."
    ),
    "file_locked": _(
        "This file is locked with a password, so nobody could check it. Please send "
        "it unlocked."
    ),
    "file_active": _(
        "This file contains programs, which may harm a computer. Please print it to a "
        "new PDF and send that."
    ),
    "file_reaches_out": _(
        "This file fetches something from elsewhere, or sends something there, when it is "
        "opened. Please print it to a new PDF and send that."
    ),
    "file_carries": _(
        "This file carries another file inside that could be a program. Please print it "
        "to a new PDF, or send the other file by itself."
    ),
    "file_heavy": _(
        "This file takes too much work to look through. Please print it to a new PDF, or "
        "send a photo of the page that matters."
    ),
    "files_busy": _(
        "Many files are being looked through at the moment. Please send this one again "
        "in a minute."
    ),
    "file_infected": _(
        "The virus scanner found something harmful in this file, so it was not kept. "
        "Please have your machine checked before you send another one."
    ),
    "scanner_silent": _(
        "Files cannot be checked for viruses at the moment, so none is taken. Please try "
        "again later; your answers are kept."
    ),
    "too_many_files": _(
        "This answer already has %(most)s files. Please take one away first."
    ),
    "too_much_evidence": _(
        "All files together may be %(most)s MB. Please take away what is not needed."
    ),
    "file_not_stored": _(
        "Files cannot be kept just now, so this one was not. Please send it again "
        "later; all answers are still here."
    ),
    "letter_not_sent": _(
        "Letters to this address come back. Please look whether it is right, or give "
        "another one."
    ),
    "too_many_uploads": _(
        "Very many files were sent within an hour. Please wait a little, then go on."
    ),
    "evidence_removed": _("The enterprise has taken this file away in the meantime."),
    "note_missing": _(
        "Please write in a few words why it is declined; the enterprise reads it."
    ),
    # colleagues
    "unknown_pillar": _("Please choose at least one part."),
    "too_many_colleagues": _(
        "%(most)s colleagues are invited already; that is the most for one round."
    ),
    # mail
    "too_many_links": _(
        "We have already sent several emails for this assessment. Please wait an "
        "hour, then try again."
    ),
    "too_many_starts": _(
        "Very many assessments were started from this network just now. Please wait "
        "a few minutes, then try again."
    ),
    "claimed": _(
        "This enterprise already belongs to an account. Please sign in with that "
        "account."
    ),
    "nobody_asks": _("Nobody asks for this any more."),
    "link_expired": _("This link is no longer valid."),
}


def problem(code: str, **params: object) -> str:
    """The words for an error; a code without words of its own gets the general ones."""
    return str(PROBLEMS.get(code, PROBLEMS["other"])) % params
