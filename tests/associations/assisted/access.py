"""Rows of tests/test_access_table.py on rounds that an association types for a member."""

ASSISTED = """
# Typed by an association for a member
GET  associations:assisted        .    in  in  in  404 404 404 200 404 404 404 404 404 404
POST associations:assisted        .    in  405
GET  associations:assisted_begin .    in  in  in  404 404 404 200 404 404 404 404 404 404
POST associations:assisted_begin .    in  in  in  404 404 404 200 404 404 404 404 404 404
GET  associations:assisted_state .    in  in  in  404 404 404 200 404 404 404 404 404 404
POST associations:assisted_state .    in  405
GET  associations:assisted_ask .    in  405
POST associations:assisted_ask .    in  in  in  404 404 404 200 404 404 404 404 404 404
GET  associations:assisted_code .    in  405
POST associations:assisted_code .    in  in  in  404 404 404 200 404 404 404 404 404 404
GET  associations:assisted_step .    in  in  in  404 404 404 200 404 404 404 404 404 404
POST associations:assisted_step .    in  in  in  404 404 404 go  404 404 404 404 404 404
GET  associations:assisted_answer .    in  405
POST associations:assisted_answer .    in  in  in  404 404 404 go  404 404 404 404 404 404
GET  associations:assisted_link .    200
POST associations:assisted_link .    go
GET  associations:assisted_confirm .    404
POST associations:assisted_confirm .    405
GET  associations:assisted_decide .    405
POST associations:assisted_decide .    404
GET  associations:typed_for_you .    404
POST associations:typed_for_you .    405
"""
