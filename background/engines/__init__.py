"""What carries work to a worker: one of these, by the setting TASK_ENGINE.

Each is a backend of Django's tasks with two things more: `still_queued`, which of its messages
wait for a worker, and `work`, which does one after the other until it is told to stop.
"""
