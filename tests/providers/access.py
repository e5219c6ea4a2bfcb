"""Rows of tests/test_access_table.py on how suggestions are shared out."""

PROVIDERS = """
GET  providers:fairness           .    200
POST providers:fairness           .    405
GET  providers:shown              .    in  in  in  404 404 404 404 404 404 404 200 200 404
POST providers:shown              .    in  405
"""
