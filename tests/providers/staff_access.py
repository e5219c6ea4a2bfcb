"""Which role of a provider's staff may what on its own pages: read by test_staff_access.py.

A row is: method, name of the address, and what a manager, an officer, a reviewer and a reader get.
Who belongs elsewhere gets 404: tests/test_access_table.py.
"""

TABLE = """
                                      mgr off rev rdr
GET  providers:own_entries            200 200 200 200
GET  providers:history                200 200 200 200
GET  providers:edit_profile           200 403 403 403
POST providers:edit_profile           go  403 403 403
GET  providers:edit_certificates      200 403 403 403
POST providers:edit_certificates      go  403 403 403
GET  providers:provider_files         200 403 403 403
POST providers:provider_files         200 403 403 403
GET  providers:solution_files         200 403 403 403
POST providers:solution_files         200 403 403 403
GET  providers:own_file               200 200 200 200
POST providers:own_file               go  403 403 403
GET  providers:new_solution           200 403 403 403
POST providers:new_solution           200 403 403 403
GET  providers:edit_solution          200 403 403 403
POST providers:edit_solution          200 403 403 403
GET  providers:pause                  200 403 403 403
POST providers:pause                  go  403 403 403
POST providers:switch_solution        go  403 403 403
POST providers:take_back_change       go  403 403 403
GET  providers:own_vetting            200 200 200 200
POST providers:own_vetting            200 200 403 403
GET  providers:vetting_application    200 200 200 200
POST providers:vetting_application    go  go  403 403
GET  providers:vetting_part           200 200 200 200
POST providers:vetting_part           go  go  403 403
GET  providers:vetting_file           200 200 200 200
"""
ROLES = {"mgr": "manager", "off": "officer", "rev": "reviewer", "rdr": "reader"}
# What is sent, so that whoever may is seen to do it.
SENT = {
    "providers:edit_profile": {"about_vi": "Làm web", "capacity_per_month": "7"},
    "providers:edit_certificates": {"name_1": "ISO 9001"},
    "providers:pause": {"answer": "end"},
    "providers:switch_solution": {"answer": "off"},
    "providers:vetting_application": {"deed": "take_back"},
    "providers:vetting_part": {"deed": "save", "hours": "12"},
}
