"""Rows of tests/test_access_table.py on the desk of a provider."""

DESK = """
GET  providers:desk               .    in  in  in  404 404 404 404 404 404 404 200 404 404
POST providers:desk               .    in  405
"""
