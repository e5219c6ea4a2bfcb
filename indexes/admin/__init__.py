from django.contrib import admin

from indexes.admin.versions import IndexVersionAdmin
from indexes.models import IndexVersion

admin.site.register(IndexVersion, IndexVersionAdmin)
