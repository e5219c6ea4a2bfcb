"""Rows of tests/test_access_table.py on the desk of a provider."""

DESK = """
GET  providers:desk               .    in  in  in  404 404 404 404 404 404 404 200 404 404
POST providers:desk               .    in  405
GET  providers:desk_calendar      .    in  in  in  404 404 404 404 404 404 404 200 404 404
POST providers:desk_calendar      .    in  405
GET  providers:desk_calendar_link .    in  in  in  404 404 404 404 404 404 404 200 404 404
POST providers:desk_calendar_link .    in  in  in  404 404 404 404 404 404 404 200 404 404
GET  providers:calendar_feed      .    404
POST providers:calendar_feed      .    405
GET  providers:desk_csv           .    in  in  in  404 404 404 404 404 404 404 200 404 404
POST providers:desk_csv           .    in  405
GET  providers:desk_xlsx          .    in  in  in  404 404 404 404 404 404 404 200 404 404
POST providers:desk_xlsx          .    in  405
"""
