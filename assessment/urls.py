from allauth.account.decorators import secure_admin_login
from django.conf import settings
from django.contrib import admin
from django.urls import include, path

from assessment import views
from assessment.machines import views as machines

# Administrators sign in as everybody does: with the brake on guessing and the second step.
admin.site.login = secure_admin_login(admin.site.login)

urlpatterns = [
    path("", views.home, name="home"),
    path("gioi-thieu/", views.about, name="about"),
    path("ngon-ngu/", views.set_language, name="set_language"),
    # Before allauth's own: whoever only looks at a link is told nothing.
    path("tai-khoan/", include("accounts.links.urls")),
    path("tai-khoan/", include("accounts.sessions.urls")),
    path("tai-khoan/", include("accounts.programs.urls")),
    path("", include("accounts.outbox.stopping.urls")),
    path("", include("accounts.staff.urls")),
    path("tai-khoan/", include("allauth.urls")),
    path("cua-toi/", views.own_home, name="own_home"),
    path("", include("indexes.urls")),
    path("", include("survey.urls")),
    path("", include("providers.urls")),
    path("", include("associations.urls")),
    path("", include("roadmap.urls")),
    path("", include("reports.urls")),
    path("", include("privacy.urls")),
    path("", include("background.urls")),
    path("api/", include("api.urls")),
    path("quan-tri/", admin.site.urls),
    path("suc-khoe/", machines.health, name="health"),
    path("suc-khoe/song/", machines.alive, name="alive"),
    path("robots.txt", machines.robots, name="robots"),
    path("sitemap.xml", machines.sitemap, name="sitemap"),
    path(".well-known/security.txt", machines.security, name="security"),
]
if settings.EMAIL_SERVICE:
    urlpatterns += [path("thu/", include("accounts.outbox.urls"))]
if settings.DEBUG:
    urlpatterns += [path("giao-dien/", views.components, name="components")]

handler400 = views.bad_request
handler500 = views.server_error
