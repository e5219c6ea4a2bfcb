"""Rows of tests/test_access_table.py on webhooks; staff of providers there are officers."""

_OFFICERS = """
GET  providers:webhook_guide      .    200
POST providers:webhook_guide      .    405
GET  providers:webhooks           .    in  in  in  404 404 404 404 404 404 404 403 403 404
POST providers:webhooks           .    in  in  in  404 404 404 404 404 404 404 403 403 404
GET  providers:webhook            .    in  in  in  404 404 404 404 404 404 404 403 404 404
POST providers:webhook            .    in  in  in  404 404 404 404 404 404 404 403 404 404
GET  providers:webhook_message    .    in  in  in  404 404 404 404 404 404 404 403 404 404
POST providers:webhook_message    .    in  in  in  404 404 404 404 404 404 404 403 404 404
"""
ONLY_POSTED = ("webhook_secret", "try_webhook", "resend_missed", "remove_webhook")
_POSTED = "in  in  in  404 404 404 404 404 404 404 403 404 404"
WEBHOOKS = _OFFICERS + "".join(
    f"GET  providers:{name} . in 405\nPOST providers:{name} . {_POSTED}\n"
    for name in ONLY_POSTED
)
