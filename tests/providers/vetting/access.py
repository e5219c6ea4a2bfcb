"""Rows of tests/test_access_table.py on providers that are vetted."""

VETTINGS = """
GET  providers:vetting            .    200
POST providers:vetting            .    405
GET  providers:own_vetting        .    in  in  in  404 404 404 404 404 404 404 200 200 404
POST providers:own_vetting        .    in  404
GET  providers:vetting_application .   in  in  in  404 404 404 404 404 404 404 200 404 404
POST providers:vetting_application .   in  in  in  404 404 404 404 404 404 404 200 404 404
GET  providers:vetting_part       .    in  in  in  404 404 404 404 404 404 404 200 404 404
POST providers:vetting_part       .    in  in  in  404 404 404 404 404 404 404 200 404 404
GET  providers:vetting_file       .    in  in  in  404 404 404 404 404 404 404 200 404 404
POST providers:vetting_file       .    in  405
GET  providers:customer_link      .    200
POST providers:customer_link      .    go
GET  providers:customer           .    404
POST providers:customer           .    404
GET  associations:vetting         .    in  in  in  404 404 404 200 404 404 404 404 404 404
POST associations:vetting         .    in  405
GET  associations:vetting_application . in in  in  404 404 404 200 404 404 404 404 404 404
POST associations:vetting_application . in in  in  404 404 404 200 404 404 404 404 404 404
GET  associations:vetting_criterion .  in  in  in  404 404 404 200 404 404 404 404 404 404
POST associations:vetting_criterion .  in  in  in  404 404 404 200 404 404 404 404 404 404
GET  associations:vetting_file    .    in  in  in  404 404 404 200 404 404 404 404 404 404
POST associations:vetting_file    .    in  405
"""
