"""Letters wait in the database until the mail server has them; no page waits for it."""
