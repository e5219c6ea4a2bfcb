from django.urls import path

from providers.webhooks import views

ALL = "nha-cung-cap/webhook/"
ONE = f"{ALL}<uuid:endpoint_id>/"
MESSAGE = f"{ONE}tin/<uuid:message_id>/"

urlpatterns = [
    path(ALL, views.webhooks, name="webhooks"),
    path(f"{ALL}huong-dan/", views.webhook_guide, name="webhook_guide"),
    path(ONE, views.webhook, name="webhook"),
    path(f"{ONE}khoa/", views.webhook_secret, name="webhook_secret"),
    path(f"{ONE}thu/", views.try_webhook, name="try_webhook"),
    path(f"{ONE}gui-lai/", views.resend_missed, name="resend_missed"),
    path(f"{ONE}xoa/", views.remove_webhook, name="remove_webhook"),
    path(MESSAGE, views.webhook_message, name="webhook_message"),
]
