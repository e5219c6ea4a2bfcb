"""Columns of results, a block of enterprises at a time: what `scoring.matrix` works with."""
