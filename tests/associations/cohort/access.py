"""Pages of an association about its members as a whole: read by tests/test_access_table.py."""

COHORTS = """
GET  associations:today            .    in  in  in  404 404 404 200 404 404 404 404 404 404
POST associations:today            .    in  405
GET  associations:exports          .    in  in  in  404 404 404 200 404 404 404 404 404 404
POST associations:exports          .    in  in  in  404 404 404 200 404 404 404 404 404 404
GET  associations:fetch_export   .    in  405
POST associations:fetch_export   .    in  404
GET  associations:cohort           .    in  in  in  404 404 404 200 404 404 404 404 404 404
POST associations:cohort           .    in  405
GET  associations:cell             .    in  in  in  404 404 404 200 404 404 404 404 404 404
POST associations:cell             .    in  405
GET  associations:beside           .    in  in  in  404 404 404 200 404 404 404 404 404 404
POST associations:beside           .    in  405
GET  associations:needs            .    in  in  in  404 404 404 200 404 404 404 404 404 404
POST associations:needs            .    in  405
"""
