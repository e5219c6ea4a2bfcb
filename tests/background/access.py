"""Who may do what with work in the background; read as tests/test_access_table.py has it."""

WORK = """
# Work in the background that the staff with all answers wait for
GET  background:progress          .    in  in  in  404 404 404 404 404 200 404 404 404 404
POST background:progress          .    405
GET  background:cancel            .    in  405
POST background:cancel            .    in  in  in  404 404 404 404 404 go  404 404 404 404
GET  background:again             .    in  405
POST background:again             .    in  in  in  404 404 404 404 404 go  404 404 404 404
"""
