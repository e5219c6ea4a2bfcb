"""Rows of tests/test_access_table.py on complaints."""

COMPLAINTS = """
# Complaints, of the two sides
GET  providers:how_settled        .    200
POST providers:how_settled        .    405
GET  providers:complain           .    in  in  in  go  403 404 403 403 403 404 404 404 404
POST providers:complain           .    in  in  in  go  403 404 403 403 403 404 404 404 404
# The provider has not answered the request yet
GET  providers:complain_of_enterprise . in  404
POST providers:complain_of_enterprise . in  404
GET  providers:complaints         .    in  200
POST providers:complaints         .    in  405
GET  providers:complaint          .    in  in  in  200 404 404 404 404 404 404 200 404 404
POST providers:complaint          .    in  in  in  go  404 404 404 404 404 404 go  404 404
GET  providers:complaint_file     .    in  404
POST providers:complaint_file     .    in  405
# And of the association that decides
GET  associations:complaints      .    in  in  in  404 404 404 200 404 404 404 404 404 404
POST associations:complaints      .    in  405
GET  associations:complaint       .    in  in  in  404 404 404 200 404 404 404 404 404 404
POST associations:complaint       .    in  in  in  404 404 404 200 404 404 404 404 404 404
GET  associations:complaint_file  .    in  404
POST associations:complaint_file  .    in  405
"""
