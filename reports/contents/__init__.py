"""The record that everything is told from, by subject. `whole` puts it together."""
