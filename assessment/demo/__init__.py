"""The demo: invented enterprises, answers and people, made through the same services that real ones go through."""
