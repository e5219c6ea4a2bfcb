"""Words for django-allauth: Vietnamese, which it ships none of, and English in our own voice.

An app of its own, so that our own words come first.
"""
