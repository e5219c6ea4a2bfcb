"""The demo: invented enterprises, answers and people, made by the services of real ones."""
