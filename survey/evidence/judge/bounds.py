"""What one file may take. Pure."""

MOST_MEMORY = 256 * 1024 * 1024  # bytes, the interpreter and its libraries included
MOST_SECONDS = 5  # of processor time
LONGEST_WAIT = 25  # seconds, where other work keeps the processor busy
