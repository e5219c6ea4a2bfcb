"""Who may make and end tokens; read as tests/test_access_table.py has it."""

TOKENS = """
GET  account_tokens               .    in  200
POST account_tokens               .    in  405
GET  account_make_token           .    in  go
POST account_make_token           .    in  go
GET  account_end_token            .    in  405
POST account_end_token            .    in  404
"""
