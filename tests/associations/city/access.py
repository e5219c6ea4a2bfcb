"""Who may do what with the city's figures; read as tests/test_access_table.py has it."""

CITY = """
# Figures of many, for the agency's people alone
GET  associations:city            .    in  in  in  404 404 404 404 404 404 404 404 404 404
POST associations:city            .    in  405
GET  associations:city_file       .    in  in  in  404 404 404 404 404 404 404 404 404 404
POST associations:city_file       .    in  405
GET  associations:city_workbook   .    in  in  in  404 404 404 404 404 404 404 404 404 404
POST associations:city_workbook   .    in  405
GET  reports:city_figures         .    in  in  in  404 404 404 404 404 404 404 404 404 404
POST reports:city_figures         .    in  405
GET  associations:count_in        .    in  405
POST associations:count_in        .    in  in  in  go  403 404 403 403 403 404 404 404 404
"""
