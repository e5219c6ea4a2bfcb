"""What a rubric must keep to: each check raises a RubricError with a code and the place."""
