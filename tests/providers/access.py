"""Rows of tests/test_access_table.py on how suggestions are shared out."""

PROVIDERS = """
GET  providers:fairness           .    200
POST providers:fairness           .    405
GET  providers:shown              .    in  in  in  404 404 404 404 404 404 404 200 200 404
POST providers:shown              .    in  405
# Who works for a provider: an officer reads, and a manager does the rest (team/test_views.py)
GET  providers:team               .    in  in  in  404 404 404 404 404 404 404 200 404 404
POST providers:team               .    in  405
GET  providers:two_steps          .    in  405
POST providers:two_steps          .    in  in  in  404 404 404 404 404 404 404 403 404 404
GET  providers:invite_colleague   .    in  in  in  404 404 404 404 404 404 404 200 404 404
POST providers:invite_colleague   .    in  in  in  404 404 404 404 404 404 404 200 404 404
GET  providers:invite_again       .    in  405
POST providers:invite_again       .    in  in  in  404 404 404 404 404 404 404 404 404 404
GET  providers:end_invitation     .    in  405
POST providers:end_invitation     .    in  in  in  404 404 404 404 404 404 404 404 404 404
GET  providers:colleague          .    in  in  in  404 404 404 404 404 404 404 403 404 404
POST providers:colleague          .    in  in  in  404 404 404 404 404 404 404 403 404 404
GET  providers:remove_colleague   .    in  405
POST providers:remove_colleague   .    in  in  in  404 404 404 404 404 404 404 403 404 404
GET  providers:sign_out_colleague .    in  405
POST providers:sign_out_colleague .    in  in  in  404 404 404 404 404 404 404 403 404 404
# What a provider says of itself
GET  providers:own_entries        .    in  in  in  404 404 404 404 404 404 404 200 404 404
POST providers:own_entries        .    in  405
GET  providers:history            .    in  in  in  404 404 404 404 404 404 404 200 404 404
POST providers:history            .    in  405
GET  providers:edit_profile       .    in  in  in  404 404 404 404 404 404 404 403 404 404
POST providers:edit_profile       .    in  in  in  404 404 404 404 404 404 404 403 404 404
GET  providers:edit_certificates  .    in  in  in  404 404 404 404 404 404 404 403 404 404
POST providers:edit_certificates  .    in  in  in  404 404 404 404 404 404 404 403 404 404
GET  providers:new_solution       .    in  in  in  404 404 404 404 404 404 404 403 404 404
POST providers:new_solution       .    in  in  in  404 404 404 404 404 404 404 403 404 404
GET  providers:edit_solution      .    in  in  in  404 404 404 404 404 404 404 403 404 404
POST providers:edit_solution      .    in  in  in  404 404 404 404 404 404 404 403 404 404
GET  providers:pause              .    in  in  in  404 404 404 404 404 404 404 403 404 404
POST providers:pause              .    in  in  in  404 404 404 404 404 404 404 403 404 404
GET  providers:provider_files     .    in  in  in  404 404 404 404 404 404 404 403 404 404
POST providers:provider_files     .    in  in  in  404 404 404 404 404 404 404 403 404 404
GET  providers:solution_files     .    in  in  in  404 404 404 404 404 404 404 403 404 404
POST providers:solution_files     .    in  in  in  404 404 404 404 404 404 404 403 404 404
GET  providers:own_file           .    in  in  in  404 404 404 404 404 404 404 200 404 404
POST providers:own_file           .    in  in  in  404 404 404 404 404 404 404 403 404 404
GET  providers:entry_file         .    200
POST providers:entry_file         .    405
GET  providers:switch_solution    .    in  405
POST providers:switch_solution    .    in  in  in  404 404 404 404 404 404 404 403 404 404
GET  providers:take_back_change   .    in  405
POST providers:take_back_change   .    in  in  in  404 404 404 404 404 404 404 403 404 404
# What an officer compares; a change that is not there is nobody's
GET  associations:changes         .    in  in  in  404 404 404 200 404 404 404 404 404 404
POST associations:changes         .    in  405
GET  associations:change          .    in  404
POST associations:change          .    in  404
GET  associations:entry_history   .    in  in  in  404 404 404 200 404 404 404 404 404 404
POST associations:entry_history   .    in  405
GET  associations:provider_file   .    in  404
POST associations:provider_file   .    in  405
# A solution, and the way from it to asking: an owner is led on, others are told what comes first
GET  providers:solution           .    200
POST providers:solution           .    405
GET  providers:ask_from_page      .    in  in  in  go  200 200 200 200 200 200 200 200 200
POST providers:ask_from_page      .    in  405
GET  sitemap                      .    200
POST sitemap                      .    405
"""
