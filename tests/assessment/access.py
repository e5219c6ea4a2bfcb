"""Rows of the access table: the frame and signing in."""

FRAME = """
# The frame and signing in
GET  home                         .    200
POST home                         .    200
GET  about                        .    200
POST about                        .    200
GET  privacy:data_flow            .    200
POST privacy:data_flow            .    405
GET  privacy:data_flow_file       .    200
POST privacy:data_flow_file       .    405
GET  set_language                 .    go
POST set_language                 .    go
GET  account_login                .    200 go
POST account_login                .    200 go
GET  account_logout               .    go  200
POST account_logout               .    go
GET  account_inactive             .    200
POST account_inactive             .    405
GET  account_signup               .    200 go
POST account_signup               .    200 go
GET  account_reauthenticate       .    in  200
POST account_reauthenticate       .    in  200
GET  account_email                .    in  200
POST account_email                .    in  go
GET  account_email_verification_sent .    200
POST account_email_verification_sent .    405
GET  account_change_password      .    in  200
POST account_change_password      .    in  200
GET  account_set_password         .    in  go
POST account_set_password         .    in  go
GET  account_reset_password       .    200
POST account_reset_password       .    200
GET  account_confirm_login_code   .    in  go
POST account_confirm_login_code   .    in  go
GET  account_confirm_email        .    200
POST account_confirm_email        .    410
GET  account_not_me               .    200
POST account_not_me               .    410
GET  account_end_sign_up          .    405
POST account_end_sign_up          .    go
GET  account_reset_password_from_key_done .    200
POST account_reset_password_from_key_done .    405
GET  account_reset_password_from_key .    200
POST account_reset_password_from_key .    410
GET  account_reset_password_done  .    200
POST account_reset_password_done  .    405
GET  mfa_index                    .    in  200
POST mfa_index                    .    in  405
GET  mfa_authenticate             .    in  go
POST mfa_authenticate             .    in  go
GET  mfa_reauthenticate           .    in  go
POST mfa_reauthenticate           .    in  go
GET  mfa_activate_totp            .    in  go
POST mfa_activate_totp            .    in  go
GET  mfa_deactivate_totp          .    in  404
POST mfa_deactivate_totp          .    in  404
GET  mfa_view_recovery_codes      .    in  404
POST mfa_view_recovery_codes      .    in  405
GET  mfa_generate_recovery_codes  .    in  go
POST mfa_generate_recovery_codes  .    in  go
GET  mfa_download_recovery_codes  .    in  404
POST mfa_download_recovery_codes  .    in  404
GET  usersessions_list            .    in  200
POST usersessions_list            .    in  go
GET  health                       .    200
POST health                       .    405
GET  alive                        .    200
POST alive                        .    405
GET  robots                       .    200
POST robots                       .    405
GET  security                     .    404
POST security                     .    405
GET  own_home                     .    in  in  in  200 200 200 go  go  go  go  go  go  go
POST own_home                     .    in  405
GET  admin:index                  .    in  in  in  in  in  in  in  in  in  in  in  in  200
GET  survey:preview               .    in  in  in  in  in  in  in  in  in  in  in  in  200
POST survey:preview               .    in  in  in  in  in  in  in  in  in  in  in  in  405
"""
