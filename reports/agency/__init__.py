"""What the city's agency sees, as a document: the same figures as its pages, and no other."""
