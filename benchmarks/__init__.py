"""Measurements: `python -m benchmarks [name...]`. Never imported by the site."""
