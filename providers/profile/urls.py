"""Addresses of what a provider says of itself."""

from django.urls import path

from providers.profile import views, views_files

OWN = "nha-cung-cap/<uuid:public_id>/"
ONE = f"{OWN}giai-phap/<slug:slug>/"

urlpatterns = [
    path(f"{OWN}gioi-thieu/", views.edit_profile, name="edit_profile"),
    path(f"{OWN}chung-nhan/", views.edit_certificates, name="edit_certificates"),
    path(f"{OWN}tam-ngung/", views.pause, name="pause"),
    path(f"{OWN}lich-su/", views.history, name="history"),
    path(f"{OWN}giai-phap/", views.own_entries, name="own_entries"),
    path(f"{OWN}giai-phap/them/moi/", views.new_solution, name="new_solution"),
    path(ONE, views.edit_solution, name="edit_solution"),
    path(f"{ONE}bat-tat/", views.switch, name="switch_solution"),
    path(f"{OWN}hinh/", views_files.provider_files, name="provider_files"),
    path(f"{ONE}hinh/", views_files.solution_files, name="solution_files"),
    path(f"{OWN}hinh/<uuid:file_id>/", views_files.own_file, name="own_file"),
    path(
        "nha-cung-cap/hinh/<uuid:file_id>/",
        views_files.entry_file,
        name="entry_file",
    ),
    path(f"{OWN}thay-doi/<uuid:change_id>/", views.take_back, name="take_back_change"),
]
