"""Which role of an association's staff may what, page by page: read by test_staff_access.py.

A row is: method, name of the address, and what a manager, an officer, a reviewer and a reader get.
Who belongs elsewhere gets 404: tests/test_access_table.py.
"""

TABLE = """
                                      mgr off rev rdr
GET  associations:results             200 200 200 200
GET  associations:today               200 200 200 200
GET  associations:exports             200 200 200 200
POST associations:exports             200 200 200 200
POST associations:fetch_export        404 404 404 404
GET  associations:cohort              200 200 200 200
GET  associations:cell                200 200 200 200
GET  associations:beside              200 200 200 200
GET  associations:needs               200 200 200 200
GET  associations:members             200 200 200 200
POST associations:confirm             go  go  403 403
POST associations:invite_member       go  go  403 403
GET  associations:send_import         200 200 403 403
POST associations:send_import         200 200 403 403
GET  associations:import_template     200 200 200 200
GET  associations:import              200 200 403 403
POST associations:mend_import         go  go  403 403
POST associations:choose_in_import    go  go  403 403
POST associations:keep_import         go  go  403 403
POST associations:throw_import_away   go  go  403 403
GET  associations:add_member          200 200 403 403
POST associations:add_member          go  go  403 403
GET  associations:member              200 200 200 200
GET  associations:change_member       200 200 403 403
POST associations:change_member       go  go  403 403
GET  associations:remove_member       200 200 403 403
POST associations:remove_member       go  go  403 403
GET  associations:requests            200 200 200 200
GET  associations:leads               200 200 403 403
POST associations:answer_request      go  go  403 403
GET  associations:evidence            200 200 200 200
POST associations:review_evidence     200 403 200 403
GET  associations:review_queue        200 403 200 403
GET  associations:reviews             200 403 403 403
GET  associations:to_begin            200 403 403 403
POST associations:begin_review        200 403 403 403
GET  associations:review_locks        200 403 403 403
POST associations:review_locks        200 403 403 403
GET  associations:review_lock_file    200 403 403 403
GET  associations:campaigns           200 200 200 200
GET  associations:new_campaign        200 200 403 403
POST associations:new_campaign        200 200 403 403
GET  associations:campaign            200 200 200 200
POST associations:extend_campaign     200 200 403 403
POST associations:close_campaign      200 403 403 403
GET  associations:campaign_people     200 200 200 200
GET  associations:campaign_call       200 200 200 200
POST associations:campaign_call       200 200 403 403
POST associations:campaign_letter     go  go  403 403
GET  associations:allocation          200 200 200 200
POST associations:allocation          200 200 403 403
POST associations:send_allocation     404 404 403 403
GET  associations:assisted            200 200 200 200
POST associations:assisted_begin      200 200 403 403
GET  associations:changes             200 200 403 403
GET  associations:change              404 404 403 403
POST associations:change              404 404 403 403
GET  associations:entry_history       200 200 403 403
GET  associations:provider_file       404 404 403 403
GET  associations:vetting             200 200 403 403
GET  associations:vetting_application 200 200 403 403
POST associations:vetting_application 200 200 403 403
GET  associations:vetting_criterion   200 200 403 403
POST associations:vetting_criterion   200 200 403 403
GET  associations:vetting_file        200 200 403 403
GET  associations:complaints          200 200 403 403
GET  associations:complaint           200 200 403 403
POST associations:complaint           200 200 403 403
GET  associations:complaint_file      404 404 403 403
GET  associations:ratings             200 200 403 403
POST associations:moderate_rating     404 404 403 403
GET  associations:team                200 200 200 200
GET  associations:about               200 200 200 200
GET  associations:picture             404 404 404 404
GET  associations:edit_profile        200 403 403 403
POST associations:edit_profile        200 403 403 403
POST associations:two_steps           go  403 403 403
GET  associations:invite_colleague    200 200 403 403
POST associations:invite_colleague    200 200 403 403
POST associations:invite_again        go  go  403 403
POST associations:end_invitation      go  go  403 403
GET  associations:colleague           200 403 403 403
POST associations:colleague           200 403 403 403
POST associations:remove_colleague    go  403 403 403
POST associations:sign_out_colleague  go  403 403 403
"""
ROLES = {"mgr": "manager", "off": "officer", "rev": "reviewer", "rdr": "reader"}
# What is sent where an empty form would not be read so far.
SENT = {
    "associations:confirm": {"answer": "confirm"},
    "associations:add_member": {"name": "Xưởng gỗ Tân Lập"},
    "associations:change_member": {"name": "Xưởng gỗ Tân Lập"},
    "associations:answer_request": {"answer": "grant", "member": "none"},
}
