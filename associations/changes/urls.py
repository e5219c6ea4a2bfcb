from django.urls import path

from associations.changes.views import change, changes

OF = "hiep-hoi/<uuid:public_id>/tham-dinh-thay-doi/"
urlpatterns = [
    path(OF, changes, name="changes"),
    path(f"{OF}<uuid:change_id>/", change, name="change"),
]
