"""From a file to a document without faults: reading it, and telling all that is wrong. Pure."""
