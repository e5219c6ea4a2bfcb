"""{% everybody %}…{% endeverybody %}: what all readers of a language see alike, drawn once.

Nothing of a request, an account or an enterprise gets inside: it is drawn without what the page
around it knows. What decides between a few looks of it is told by name, as in
{% everybody is_signed_in=user.is_authenticated %}, and each look is drawn once. A test walks
over all of them.
"""

from collections.abc import Mapping

from django import template
from django.template.base import (
    FilterExpression,
    NodeList,
    Parser,
    TemplateSyntaxError,
    Token,
    token_kwargs,
)
from django.utils.safestring import SafeString

from language.texts import spoken

MOST_LOOKS = 64  # in all languages; what has more of them is not alike for many

register = template.Library()


class Everybody(template.Node):
    def __init__(
        self, nodelist: NodeList, deciding: Mapping[str, FilterExpression]
    ) -> None:
        self.nodelist = nodelist
        self.deciding = deciding
        self.drawn: dict[tuple, SafeString] = {}

    def render(self, context: template.Context) -> SafeString:
        known = {
            name: _told(name, value, context) for name, value in self.deciding.items()
        }
        look = (spoken(), *known.values())
        drawn = self.drawn.get(look)
        if drawn is None:
            drawn = self.draw(context, known)
            # Two threads may draw it at the same time, and both draw the same.
            if len(self.drawn) < MOST_LOOKS:
                self.drawn[look] = drawn
        return drawn

    def draw(self, context: template.Context, known: Mapping) -> SafeString:
        nothing_else_known = template.Context(dict(known))
        with nothing_else_known.bind_template(context.template):
            return self.nodelist.render(nothing_else_known)


def _told(
    name: str, value: FilterExpression, context: template.Context
) -> bool | str | None:
    """Never a thing that could lead to more."""
    told = value.resolve(context, ignore_failures=True)
    if isinstance(told, str):
        return told[:]  # a plain one, whatever it was marked as
    if told is None or isinstance(told, bool):
        return told
    raise TypeError(name)


@register.tag
def everybody(parser: Parser, token: Token) -> Everybody:
    _name, *bits = token.split_contents()
    deciding = token_kwargs(bits, parser)
    if bits:
        raise TemplateSyntaxError(bits)
    nodelist = parser.parse(("endeverybody",))
    parser.delete_first_token()
    return Everybody(nodelist, deciding)
