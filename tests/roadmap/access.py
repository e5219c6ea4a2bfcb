"""Rows of tests/test_access_table.py on roadmaps."""

ROADMAPS = """
# Roadmaps
GET  roadmap:what_if              .    404 404 200 200 200 404 403 403 200 404 404 404 404
POST roadmap:what_if              .    404 404 200 200 200 404 403 403 200 404 404 404 404
GET  roadmap:what_if              held 404 200 404 404 404 404 404 404 404 404 404 404 404
POST roadmap:what_if              held 404 200 404 404 404 404 404 404 404 404 404 404 404
GET  roadmap:roadmap              .    404 404 404 200 200 404 403 403 200 404 404 404 404
POST roadmap:roadmap              .    404 404 404 200 200 404 403 403 403 404 404 404 404
GET  roadmap:roadmap              held 404 200 404 404 404 404 404 404 404 404 404 404 404
POST roadmap:roadmap              held 404 200 404 404 404 404 404 404 404 404 404 404 404
GET  roadmap:save                 .    405
POST roadmap:save                 .    404 404 404 go  go  404 403 403 403 404 404 404 404
POST roadmap:save                 held 404 go  404 404 404 404 404 404 404 404 404 404 404
GET  roadmap:calendar             .    404 404 404 200 200 404 403 403 403 404 404 404 404
POST roadmap:calendar             .    405
GET  roadmap:carry                .    405
POST roadmap:carry                .    404 404 404 404 404 404 403 403 403 404 404 404 404
GET  roadmap:add                  .    404 404 404 200 200 404 403 403 403 404 404 404 404
POST roadmap:add                  .    404 404 404 200 200 404 403 403 403 404 404 404 404
GET  roadmap:add                  held 404 404 404 404 404 404 404 404 404 404 404 404 404
POST roadmap:add                  held 404 404 404 404 404 404 404 404 404 404 404 404 404
GET  roadmap:step                 .    404 404 404 200 200 404 403 403 403 404 404 404 404
POST roadmap:step                 .    404 404 404 200 200 404 403 403 403 404 404 404 404
GET  roadmap:tick                 .    405
POST roadmap:tick                 .    404 404 404 go  go  404 403 403 403 404 404 404 404
GET  roadmap:remove               .    405
POST roadmap:remove               .    404 404 404 go  go  404 403 403 403 404 404 404 404
GET  roadmap:leave_out            .    405
POST roadmap:leave_out            .    404 404 404 go  go  404 403 403 403 404 404 404 404
GET  roadmap:take_up              .    405
POST roadmap:take_up              .    404 404 404 go  go  404 403 403 403 404 404 404 404
GET  roadmap:take_back            .    405
POST roadmap:take_back            .    404 404 404 go  go  404 403 403 403 404 404 404 404
# A provider that nobody named is not there
GET  roadmap:hide                 .    405
POST roadmap:hide                 .    404 404 404 404 404 404 403 403 403 404 404 404 404
POST roadmap:hide                 held 404
"""
