"""How gunicorn serves the site; it finds this file in the folder it is started in."""

logger_class = "assessment.gunicorn_log.MaskingLogger"
