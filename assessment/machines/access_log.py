"""What gunicorn writes, its access log too, without secrets (logger_class of gunicorn.conf.py)."""

from gunicorn.config import Config
from gunicorn.glogging import Logger

from assessment.secret_addresses import MaskingFormatter


class MaskingLogger(Logger):
    def setup(self, cfg: Config) -> None:
        super().setup(cfg)
        for log in (self.error_log, self.access_log):
            for handler in log.handlers:
                handler.setFormatter(MaskingFormatter(inner=handler.formatter))
