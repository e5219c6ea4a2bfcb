"""{% progress run %}: how far it is, on the page that started it; with a button to call it off."""

from django import template
from django.template import Context

from background.models import Run
from background.progress import Progress

register = template.Library()


@register.inclusion_tag("background/_progress.html", takes_context=True)
def progress(context: Context, run: Run) -> dict:
    request = context["request"]
    told = Progress(run, request.get_full_path())
    return {
        "request": request,
        "csrf_token": context.get("csrf_token"),
        "progress": told,
    }
