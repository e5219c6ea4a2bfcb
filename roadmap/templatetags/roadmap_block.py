"""The roadmap on the result page."""

from django import template
from django.utils import timezone

from accounts.access import Item, Scope, allows, scope_on, visitor_of
from roadmap.pages import told_roadmap
from roadmap.queries import newest_reading, roadmap_of
from roadmap.ways import Standing
from survey.models import Result
from survey.wording import in_language

register = template.Library()


@register.inclusion_tag("roadmap/block.html", takes_context=True)
def roadmap_block(context: dict, result: Result) -> dict:
    """How far it is and what comes next, or how to make one. Whoever came by a share link may only try what if."""
    visitor = visitor_of(context["request"])
    scope = scope_on(visitor, result.organisation)
    standing = Standing(newest_reading(result))
    kept = roadmap_of(standing.result) if allows(visitor, result.organisation, Item.ROADMAP) else None
    told = told_roadmap(kept, standing, timezone.now(), is_own=scope is Scope.OWN, helped=False) if kept else None
    open_steps = [one for one in told.steps if not one.is_done] if told else []
    target = standing.next_level
    return {
        "result": result,
        "is_own": scope is Scope.OWN,
        "told": told,
        "coming": min(open_steps, key=lambda one: one.step.due, default=None),
        "target": target,
        "target_name": in_language(standing.index.level_name(target)) if target is not None else "",
    }
