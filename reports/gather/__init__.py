"""From a frozen result to the contents of its page and of its report, by subject."""

__all__ = ["compared", "contents_of", "report_of"]
