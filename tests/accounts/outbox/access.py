"""Who may do what with letters that nobody asked for; read as tests/test_access_table.py has it."""

LETTERS = """
GET  account_stop_letters         .    200
POST account_stop_letters         .    410
GET  account_letters              .    in  200
POST account_letters              .    in  405
GET  account_want_letters_again   .    in  405
POST account_want_letters_again   .    in  404
"""
