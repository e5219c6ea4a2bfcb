"""Work that outlives the page that asked for it, and the process that does it."""
