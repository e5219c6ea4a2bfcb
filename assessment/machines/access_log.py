"""What gunicorn writes, its access log too, without secrets (logger_class of gunicorn.conf.py)."""

import logging
import re

from gunicorn.config import Config
from gunicorn.glogging import Logger

from assessment.secret_addresses import MASK, MaskingFormatter

# What was looked for in the administration is a person's name or address.
_AFTER_QUESTION_MARK = re.compile(r"\?[^\s\"'<>]+")


class WithoutQueries(MaskingFormatter):
    """Of an address what stands before the question mark, as the proxy's log has it too."""

    def format(self, record: logging.LogRecord) -> str:
        return _AFTER_QUESTION_MARK.sub(f"?{MASK}", super().format(record))


class MaskingLogger(Logger):
    def setup(self, cfg: Config) -> None:
        super().setup(cfg)
        kinds = {self.error_log: MaskingFormatter, self.access_log: WithoutQueries}
        for log, kind in kinds.items():
            for handler in log.handlers:
                handler.setFormatter(kind(inner=handler.formatter))

    def atoms(self, *terms: object) -> dict:
        atoms = super().atoms(*terms)
        # It stands alone, without its question mark.
        return {**atoms, "q": MASK if atoms["q"] else ""}
