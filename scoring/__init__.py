"""Points, levels, distance, paths and matching as pure functions of numbers.

No Django, no files, no clock, no texts: numpy and the standard library.
"""
