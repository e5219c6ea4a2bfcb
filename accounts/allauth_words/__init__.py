"""Vietnamese words for django-allauth, which ships none.

An app of its own, so that our own words come first.
"""
