"""Rows of tests/test_access_table.py: campaigns of an association, and the links of its members."""

CAMPAIGNS = """
# Campaigns of an association, and the links of its members
GET  associations:campaigns       .    in  in  in  404 404 404 200 404 404 404 404 404 404
POST associations:campaigns       .    in  405
GET  associations:new_campaign    .    in  in  in  404 404 404 200 404 404 404 404 404 404
POST associations:new_campaign    .    in  in  in  404 404 404 200 404 404 404 404 404 404
GET  associations:campaign        .    in  in  in  404 404 404 200 404 404 404 404 404 404
POST associations:campaign        .    in  405
GET  associations:extend_campaign .    in  405
POST associations:extend_campaign .    in  in  in  404 404 404 200 404 404 404 404 404 404
GET  associations:close_campaign  .    in  405
POST associations:close_campaign  .    in  in  in  404 404 404 200 404 404 404 404 404 404
GET  associations:campaign_people .    in  in  in  404 404 404 200 404 404 404 404 404 404
POST associations:campaign_people .    in  405
GET  associations:campaign_call   .    in  in  in  404 404 404 200 404 404 404 404 404 404
POST associations:campaign_call   .    in  in  in  404 404 404 200 404 404 404 404 404 404
GET  associations:campaign_letter .    in  405
POST associations:campaign_letter .    in  in  in  404 404 404 go  404 404 404 404 404 404
GET  associations:allocation      .    in  in  in  404 404 404 200 404 404 404 404 404 404
POST associations:allocation      .    in  in  in  404 404 404 200 404 404 404 404 404 404
GET  associations:send_allocation .    in  405
POST associations:send_allocation .    in  in  in  404 404 404 404 404 404 404 404 404 404
GET  reports:poster               .    in  in  in  404 404 404 200 404 404 404 404 404 404
POST reports:poster               .    in  405
GET  associations:campaign_link   .    200
POST associations:campaign_link   .    go
GET  associations:welcome         .    404
POST associations:welcome         .    404
GET  associations:withdraw_participation . 405
POST associations:withdraw_participation . 404
GET  associations:poster_page     .    200
POST associations:poster_page     .    200
"""
