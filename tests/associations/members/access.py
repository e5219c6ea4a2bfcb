"""Rows of tests/test_access_table.py on members of associations and who asks to join."""

MEMBERS = """
# How their requests to providers go, for who follows them up
GET  associations:leads           .    in  in  in  404 404 404 200 404 404 404 404 404 404
POST associations:leads           .    in  405
GET  associations:requests        .    in  in  in  404 404 404 200 404 404 404 404 404 404
POST associations:requests        .    in  405
GET  associations:answer_request  .    in  405
POST associations:answer_request  .    in  in  in  404 404 404 400 404 404 404 404 404 404
GET  associations:members         .    in  in  in  404 404 404 200 404 404 404 404 404 404
POST associations:members         .    in  405
GET  associations:invite_member   .    in  405
POST associations:invite_member   .    in  in  in  404 404 404 go  404 404 404 404 404 404
GET  associations:open_membership .    200
POST associations:open_membership .    410
GET  associations:membership      .    404
POST associations:membership      .    404
GET  associations:send_import     .    in  in  in  404 404 404 200 404 404 404 404 404 404
POST associations:send_import     .    in  in  in  404 404 404 200 404 404 404 404 404 404
GET  associations:import_template .    in  in  in  404 404 404 200 404 404 404 404 404 404
POST associations:import_template .    in  405
GET  associations:import          .    in  in  in  404 404 404 200 404 404 404 404 404 404
POST associations:import          .    in  405
GET  associations:mend_import     .    in  405
POST associations:mend_import     .    in  in  in  404 404 404 go  404 404 404 404 404 404
GET  associations:choose_in_import .    in  405
POST associations:choose_in_import .    in  in  in  404 404 404 go  404 404 404 404 404 404
GET  associations:keep_import     .    in  405
POST associations:keep_import     .    in  in  in  404 404 404 go  404 404 404 404 404 404
GET  associations:throw_import_away .    in  405
POST associations:throw_import_away .    in  in  in  404 404 404 go  404 404 404 404 404 404
GET  associations:add_member      .    in  in  in  404 404 404 200 404 404 404 404 404 404
POST associations:add_member      .    in  in  in  404 404 404 200 404 404 404 404 404 404
GET  associations:member          .    in  in  in  404 404 404 200 404 404 404 404 404 404
POST associations:member          .    in  405
GET  associations:change_member   .    in  in  in  404 404 404 200 404 404 404 404 404 404
POST associations:change_member   .    in  in  in  404 404 404 200 404 404 404 404 404 404
GET  associations:remove_member   .    in  in  in  404 404 404 200 404 404 404 404 404 404
POST associations:remove_member   .    in  in  in  404 404 404 go  404 404 404 404 404 404
GET  associations:confirm         .    in  405
POST associations:confirm         .    in  in  in  404 404 404 400 404 404 404 404 404 404
"""
