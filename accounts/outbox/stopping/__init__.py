"""Letters that nobody asked for: each says how to get no more of its kind, by one tap."""
