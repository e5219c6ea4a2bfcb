"""From a frozen result to the contents of its page and of its report, by subject."""

from reports.gather.comparison import compared
from reports.gather.whole import contents_of, report_of

__all__ = ["compared", "contents_of", "report_of"]
