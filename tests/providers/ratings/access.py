"""Rows of tests/test_access_table.py on ratings."""

RATINGS = """
# Ratings: nothing was delivered yet
GET  providers:ratings            .    200
POST providers:ratings            .    405
GET  providers:rate               .    in  in  in  404 403 404 403 403 403 404 404 404 404
POST providers:rate               .    in  in  in  404 403 404 403 403 403 404 404 404 404
GET  providers:own_ratings        .    in  in  in  404 404 404 404 404 404 404 200 200 404
POST providers:own_ratings        .    in  405
GET  providers:reply_to_rating    .    in  405
POST providers:reply_to_rating    .    in  404
# What changed since: nothing was delivered yet
GET  providers:helped             .    200
POST providers:helped             .    405
GET  providers:changed            .    in  in  in  404 403 404 403 403 403 404 404 404 404
POST providers:changed            .    in  in  in  404 403 404 403 403 403 404 404 404 404
GET  providers:changed_for_provider .  in  404
POST providers:changed_for_provider .  in  405
GET  associations:ratings         .    in  in  in  404 404 404 200 404 404 404 404 404 404
POST associations:ratings         .    in  405
GET  associations:moderate_rating .    in  405
POST associations:moderate_rating .    in  404
"""
