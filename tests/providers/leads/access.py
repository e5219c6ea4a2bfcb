"""Rows of tests/test_access_table.py on requests of enterprises to providers."""

LEADS = """
GET  providers:requests           .    in  200
POST providers:requests           .    in  405
GET  providers:asked              .    in  in  in  200 403 404 403 403 403 404 404 404 404
POST providers:asked              .    in  in  in  200 403 404 403 403 403 404 404 404 404
GET  providers:asked_file         .    in  in  in  200 403 404 403 403 403 404 404 404 404
POST providers:asked_file         .    in  405
GET  providers:lead_follower      .    in  405
POST providers:lead_follower      .    in  in  in  404 403 404 403 403 403 404 404 404 404
GET  providers:lead_letters       .    in  405
POST providers:lead_letters       .    in  go
GET  providers:leads              .    in  in  in  404 404 404 404 404 404 404 200 200 404
POST providers:leads              .    in  405
GET  providers:lead               .    in  in  in  404 404 404 404 404 404 404 200 404 404
POST providers:lead               .    in  in  in  404 404 404 404 404 404 404 200 404 404
GET  providers:lead_file          .    in  in  in  404 404 404 404 404 404 404 200 404 404
POST providers:lead_file          .    in  405
"""
