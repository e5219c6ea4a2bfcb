"""The pages about programs; what these may do stands in tests/api/test_access.py."""

PROGRAMS = """
GET  api:docs                     .    200
POST api:docs                     .    405
GET  api:examples                 .    200
POST api:examples                 .    405
"""
