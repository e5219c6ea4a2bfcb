"""Rows of tests/test_access_table.py on reviews."""

REVIEWS = """
# Reviews
GET  associations:reviews_of_result .  in  in  in  200 200 404 403 403 403 404 404 404 404
POST associations:reviews_of_result .  in  405
GET  associations:reviews_of_result held in 404
GET  associations:answer_question .    in  405
POST associations:answer_question .    in  in  in  200 200 404 403 403 403 404 404 404 404
GET  associations:ask_another     .    in  405
POST associations:ask_another     .    in  in  in  200 403 404 403 403 403 404 404 404 404
GET  associations:review_queue    .    in  in  in  404 404 404 200 404 404 404 404 404 404
POST associations:review_queue    .    in  405
GET  associations:reviews         .    in  in  in  404 404 404 200 404 404 404 404 404 404
POST associations:reviews         .    in  405
GET  associations:to_begin        .    in  in  in  404 404 404 200 404 404 404 404 404 404
POST associations:to_begin        .    in  405
GET  associations:begin_review    .    in  404
POST associations:begin_review    .    in  404
GET  associations:review_locks    .    in  in  in  404 404 404 200 404 404 404 404 404 404
POST associations:review_locks    .    in  in  in  404 404 404 200 404 404 404 404 404 404
GET  associations:review_lock_file .   in  in  in  404 404 404 200 404 404 404 404 404 404
POST associations:review_lock_file .   in  405
GET  associations:review          .    in  in  in  404 404 404 404 404 200 404 404 404 404
POST associations:review          .    in  405
GET  associations:review_answer   .    in  in  in  404 404 404 404 404 200 404 404 404 404
POST associations:review_answer   .    in  in  in  404 404 404 404 404 200 404 404 404 404
GET  associations:review_file     .    in  404
POST associations:review_file     .    in  405
GET  associations:end_review      .    in  405
POST associations:end_review      .    in  in  in  404 404 404 404 404 go  404 404 404 404
GET  associations:abstain         .    in  405
POST associations:abstain         .    in  in  in  404 404 404 404 404 200 404 404 404 404
GET  associations:give_review     .    in  405
POST associations:give_review     .    in  in  in  404 404 404 404 404 go  404 404 404 404
GET  associations:let_stand       .    in  405
POST associations:let_stand       .    in  in  in  404 404 404 404 404 go  404 404 404 404
GET  associations:review_outcome  .    in  404
POST associations:review_outcome  .    in  405
"""
