"""What is held for browsers for a while: their sessions, and answers to what they sent."""

import json
from collections.abc import Mapping
from http.cookies import SimpleCookie

from django.conf import settings
from django.contrib.messages.storage.cookie import MessageSerializer
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session
from django.core import signing

from accounts.models import Posting
from privacy.persons.marks import Marks


def empty_browsers(marks: Marks) -> None:
    """What was typed, or is to be said on the next page, where it names the person."""
    # All of them: what a session holds is packed, and no database looks inside.
    for session in Session.objects.iterator():
        _empty_session(session, marks)
    for posting in Posting.objects.filter(answer__isnull=False):
        if _names(posting, marks):
            posting.delete()


def _empty_session(session: Session, marks: Marks) -> None:
    held = session.get_decoded()
    left = {name: part for name, part in held.items() if not _stands(part, marks)}
    if left != held:
        session.session_data = SessionStore().encode(left)
        session.save(update_fields=["session_data"])


def _stands(part: object, marks: Marks) -> bool:
    return marks.stand_in(json.dumps(part, ensure_ascii=False, default=str))


def _names(posting: Posting, marks: Marks) -> bool:
    """Of the cookies that an answer sets only that of messages holds words."""
    for cookie in posting.answer.get("cookies", ()):
        if marks.stand_in(" ".join(_messages(SimpleCookie(cookie)))):
            return True
    return False


def _messages(cookies: Mapping) -> list[str]:
    name = settings.MESSAGES_COOKIE_NAME
    if name not in cookies:
        return []
    signer = signing.get_cookie_signer(salt="django.contrib.messages")
    try:
        written = signer.unsign_object(
            cookies[name].value, serializer=MessageSerializer
        )
    except signing.BadSignature:
        return []
    return [str(message) for message in written]
