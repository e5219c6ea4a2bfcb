"""Who comes first among equals, and whom to suggest to whom under the places each has."""
