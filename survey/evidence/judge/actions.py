"""What one dictionary of a PDF would do in a reader's hands. Pure."""

from collections.abc import Iterator

import pikepdf

from survey.errors import SurveyError
from survey.evidence.judge.links import is_elsewhere, runs_something

# Without these an action has nothing to do; parts of a text are of kinds with any name.
_TARGETS = ("/JS", "/F", "/T", "/Win", "/Mac", "/Unix")
_ACTIONS = {
    "/JavaScript": "file_active",
    "/Launch": "file_active",
    "/RichMediaExecute": "file_active",
    "/SubmitForm": "file_reaches_out",
    "/ImportData": "file_reaches_out",
    "/GoToR": "file_reaches_out",
    "/GoToE": "file_reaches_out",
}
# Films and models with programs of their own.
_ACTIVE_KEYS = ("/RichMediaContent", "/RichMediaSettings", "/OnInstantiate")
_LONGEST_CHAIN = 1000
# Under these a file is named, whatever wants it: a picture, a film, a page of another document.
FILE_NAMES = ("/F", "/UF", "/DOS", "/Mac", "/Unix")
_ADDRESSES = ("/URI", "/Base")


def check_action(dictionary: pikepdf.Dictionary) -> None:
    """Raises SurveyError: file_active, file_reaches_out."""
    kind = name_at(dictionary, "/S")
    if "/JS" in dictionary and kind:
        raise SurveyError("file_active")
    if kind in _ACTIONS and not _is_part_of_text(dictionary):
        raise SurveyError(_ACTIONS[kind])
    if any(key in dictionary for key in _ACTIVE_KEYS):
        raise SurveyError("file_active")
    if name_at(dictionary, "/Subtype") == "/RichMedia":
        raise SurveyError("file_active")
    _check_places(dictionary, kind)


def _is_part_of_text(dictionary: pikepdf.Dictionary) -> bool:
    """A heading in a style that somebody called JavaScript."""
    is_part = "/P" in dictionary or name_at(dictionary, "/Type") == "/StructElem"
    return is_part and not any(key in dictionary for key in _TARGETS)


def _check_places(dictionary: pikepdf.Dictionary, kind: str) -> None:
    is_far = name_at(dictionary, "/FS") == "/URL"
    if is_far or (kind == "/Thread" and "/F" in dictionary):
        raise SurveyError("file_reaches_out")
    if any(map(runs_something, _texts(dictionary, _ADDRESSES))):
        raise SurveyError("file_active")
    # What is attached is here, whatever it was called.
    is_here = "/EF" in dictionary
    if not is_here and any(map(is_elsewhere, _texts(dictionary, FILE_NAMES))):
        raise SurveyError("file_reaches_out")
    if _calls_out(dictionary):
        raise SurveyError("file_reaches_out")


def _texts(dictionary: pikepdf.Dictionary, keys: tuple[str, ...]) -> Iterator[str]:
    for key in keys:
        value = dictionary.get(key)
        if isinstance(value, pikepdf.String):
            yield str(value)


def _calls_out(dictionary: pikepdf.Dictionary) -> bool:
    """Whether a page of the web is asked for without anybody's click."""
    events = dictionary.get("/AA")
    waiting = [dictionary.get("/OpenAction")]
    if isinstance(events, pikepdf.Dictionary):
        waiting.extend(events.values())
    # The first may be a place on a page as well, which is no action.
    actions = [action for action in waiting if isinstance(action, pikepdf.Dictionary)]
    return any(name_at(action, "/S") == "/URI" for action in _chain(actions))


def _chain(waiting: list[pikepdf.Object]) -> Iterator[pikepdf.Dictionary]:
    """These actions, and those that follow them."""
    for _ in range(_LONGEST_CHAIN):
        if not waiting:
            return
        action = waiting.pop()
        if isinstance(action, pikepdf.Array):
            waiting.extend(action)
        elif isinstance(action, pikepdf.Dictionary):
            yield action
            waiting.append(action.get("/Next"))
    raise SurveyError("file_heavy")


def name_at(dictionary: pikepdf.Object, key: str) -> str:
    value = dictionary.get(key)
    return str(value) if isinstance(value, pikepdf.Name) else ""
