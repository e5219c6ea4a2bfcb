class LeaseLostError(Exception):
    """Another worker has taken the work over; what was not stored yet must not be."""


class CancelledError(Exception):
    """Somebody asked for this to end."""


class ScheduleError(Exception):
    """The file of periodic work is wrong; its text says where."""
