"""Crosswalks: documents that say what an answer under one index tells under another."""

__all__ = ["Crosswalk", "Reading", "Span", "crosswalks_from", "read_under"]
