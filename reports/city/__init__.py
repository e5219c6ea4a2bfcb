"""The report of an association to the city: its members as a whole, and never one of them."""
