"""Choices of what to gain at which cost, of which one each is taken, added up exactly.

What the cheapest path (`scoring.path`) is found with, from the smallest on: steps of
one question (`chains`), sets of choices (`frontier`), questions of one pillar (`sums`),
pillars of one enterprise (`tables`, `pillars`), and what need not be looked at: of
pillars (`bounds`), of sums (`cut`), of branches where questions wait for others
(`pieces`, `forecast`, `branches`, `search`).
"""
