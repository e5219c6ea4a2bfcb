"""Telling a provider's own systems what happened: signed, tried again, at least once."""
