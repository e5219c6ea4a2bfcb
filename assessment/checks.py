"""System checks: what a type cannot say about the settings."""
