"""What is told of many again and again, so that nobody is read out of it."""
