"""From a frozen result to the contents of its page and of its report, by subject."""
