"""The pages about programs; what these may do stands in tests/api/test_access.py."""

PROGRAMS = """
GET  api:docs                     .    200
POST api:docs                     .    405
"""
