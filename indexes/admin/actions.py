"""What an administrator does with a version of an index, and what is said of it afterwards."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from indexes.models import IndexVersion
from indexes.services import discard_draft, publish_draft, set_index_status


@dataclass(frozen=True)
class Action:
    """needs_tick: it cannot be taken back, or takes something from people who are at work."""

    run: Callable[..., None]
    done: Promise
    needs_tick: bool = False


ACTIONS = {
    "publish": Action(
        publish_draft,
        gettext_lazy("%(version)s is published. New assessments may start with it."),
        needs_tick=True,
    ),
    "discard": Action(
        discard_draft, gettext_lazy("The draft %(version)s is discarded.")
    ),
    "retire": Action(
        partial(set_index_status, status=IndexVersion.Status.RETIRED),
        gettext_lazy(
            "%(version)s is retired. Drafts begun with it can still be finished."
        ),
        needs_tick=True,
    ),
    "restore": Action(
        partial(set_index_status, status=IndexVersion.Status.PUBLISHED),
        gettext_lazy("%(version)s is offered again."),
    ),
}
