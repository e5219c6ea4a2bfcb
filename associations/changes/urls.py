from django.urls import path

from associations.changes.views import change, changes, entry_history, provider_file

OF = "hiep-hoi/<uuid:public_id>/tham-dinh-thay-doi/"
urlpatterns = [
    path(OF, changes, name="changes"),
    path(f"{OF}<uuid:change_id>/", change, name="change"),
    path(f"{OF}nha/<slug:slug>/", entry_history, name="entry_history"),
    path(f"{OF}tep/<uuid:file_id>/", provider_file, name="provider_file"),
]
