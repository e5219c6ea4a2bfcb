"""Answers as rows of a sheet: many read and scored at once, or one tried. Pure."""
