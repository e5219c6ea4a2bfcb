"""Whom to suggest to whom, for many at once under the places that each provider has."""
