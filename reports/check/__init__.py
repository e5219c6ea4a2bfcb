"""The page that lays what is printed on a report beside what is kept."""
