"""{% everybody %}…{% endeverybody %}: what all readers of a language see alike, drawn once.

Nothing of a request, an account or an enterprise gets inside: it is drawn without what the page
around it knows. A test walks over all of them.
"""

from django import template
from django.template.base import NodeList, Parser, Token
from django.utils.safestring import SafeString

from language.texts import spoken

register = template.Library()


class Everybody(template.Node):
    def __init__(self, nodelist: NodeList) -> None:
        self.nodelist = nodelist
        self.drawn: dict[str, SafeString] = {}

    def render(self, context: template.Context) -> SafeString:
        tongue = spoken()
        # Two threads may draw it at the same time, and both draw the same.
        if tongue not in self.drawn:
            self.drawn[tongue] = self.draw(context)
        return self.drawn[tongue]

    def draw(self, context: template.Context) -> SafeString:
        nothing_known = template.Context()
        with nothing_known.bind_template(context.template):
            return self.nodelist.render(nothing_known)


@register.tag
def everybody(parser: Parser, _token: Token) -> Everybody:
    nodelist = parser.parse(("endeverybody",))
    parser.delete_first_token()
    return Everybody(nodelist)
