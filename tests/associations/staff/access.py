"""Rows of tests/test_access_table.py on associations and their staff, where they are read."""

STAFF = """
# What associations are, for everybody
GET  associations:associations    .    200
POST associations:associations    .    405
GET  associations:about           .    200
POST associations:about           .    405
GET  associations:picture         .    404
POST associations:picture         .    405
# Who works for an association
GET  associations:edit_profile    .    in  in  in  404 404 404 200 404 404 404 404 404 404
POST associations:edit_profile    .    in  in  in  404 404 404 200 404 404 404 404 404 404
GET  associations:team            .    in  in  in  404 404 404 200 404 404 404 404 404 404
POST associations:team            .    in  405
GET  associations:two_steps       .    in  405
POST associations:two_steps       .    in  in  in  404 404 404 go  404 404 404 404 404 404
GET  associations:invite_colleague .  in  in  in  404 404 404 200 404 404 404 404 404 404
POST associations:invite_colleague .  in  in  in  404 404 404 200 404 404 404 404 404 404
GET  associations:invite_again    .    in  405
POST associations:invite_again    .    in  in  in  404 404 404 go  404 404 404 404 404 404
GET  associations:end_invitation  .    in  405
POST associations:end_invitation  .    in  in  in  404 404 404 go  404 404 404 404 404 404
GET  associations:colleague       .    in  in  in  404 404 404 200 404 404 404 404 404 404
POST associations:colleague       .    in  in  in  404 404 404 200 404 404 404 404 404 404
GET  associations:remove_colleague .  in  405
POST associations:remove_colleague .  in  in  in  404 404 404 go  404 404 404 404 404 404
GET  associations:sign_out_colleague .  in  405
POST associations:sign_out_colleague .  in  in  in  404 404 404 in  404 404 404 404 404 404
GET  work_link                    .    200
POST work_link                    .    go
GET  work                         .    404
POST work                         .    404
"""
