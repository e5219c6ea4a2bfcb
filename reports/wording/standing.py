"""How it is said what one enterprise has and lacks, and what its level means for everybody."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from language.formats import number, percent
from reports.contents.levels import Level
from reports.contents.standing import Standing
from reports.contents.whole import Contents


def nothing_there(standing: Standing) -> str:
    """Where no answer tells of anything; empty elsewhere."""
    if standing.has:
        return ""
    return _("No digital tool and no digital way of working yet.")


def nothing_missing(standing: Standing) -> str:
    """Where all that comes next is half there; empty elsewhere."""
    if standing.lacks:
        return ""
    return _("Nothing that comes next is missing altogether.")


def more(count: int) -> str:
    """How many a list leaves out; empty for none."""
    if not count:
        return ""
    text = ngettext("and %(count)s more", "and %(count)s more", count)
    return text % {"count": number(count)}


def meaning_head(level: Level) -> str:
    """Whose words tell the level: they are of everybody, not of this enterprise."""
    if level.sure:
        text = _("By the decision, level %(number)s means")
    else:
        text = _("Level %(number)s in general, in our words")
    return text % {"number": level.number}


def even(contents: Contents) -> str:
    """That no part stands out; empty where one does."""
    if contents.even is None:
        return ""
    low, high = map(percent, contents.even)
    if low == high:
        text = _(
            "Every part stands at %(low)s: none is a strength, and none lags behind."
        )
    else:
        text = _(
            "All parts are about even, from %(low)s to %(high)s: "
            "none is a strength, and none lags behind."
        )
    return text % {"low": low, "high": high}
