"""Rows of tests/test_access_table.py on the rights of persons, which is where they are read."""

RIGHTS = """
# Rights of persons
GET  privacy:mine                 .    go  200
POST privacy:mine                 .    go  200
GET  privacy:copy                 .    go
POST privacy:copy                 .    go  200
GET  privacy:ask                  .    go  200
POST privacy:ask                  .    go  200
GET  privacy:withdraw             .    in  405
POST privacy:withdraw             .    in  in  in  go  403 404 403 403 403 404 404 404 404
GET  privacy:delete               .    go  200
POST privacy:delete               .    go  200
GET  privacy:gone                 .    200
POST privacy:gone                 .    405
GET  privacy:by_letter            .    200
POST privacy:by_letter            .    200
GET  privacy:open_letter          .    200
POST privacy:open_letter          .    410
# Where personal data goes
GET  privacy:data_flow            .    200
POST privacy:data_flow            .    405
GET  privacy:data_flow_file       .    200
POST privacy:data_flow_file       .    405
"""
