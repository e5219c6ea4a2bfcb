"""The language of a page, for its markup: whom it speaks to is no matter of it."""

from django import template

from language.texts import language

register = template.Library()
register.simple_tag(language, name="reader_language")
