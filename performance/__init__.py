"""Measurements: `python -m performance [name...]`. Never imported by the site."""

import os

import django
from django.apps import apps

if not apps.ready:  # before any model is imported
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "assessment.settings")
    os.environ.setdefault("DEBUG", "1")
    os.environ.setdefault("DATABASE_URL", "sqlite://:memory:")
    django.setup()
