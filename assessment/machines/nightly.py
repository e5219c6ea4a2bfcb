"""What is done every night, in its order; docs/operations.md says what each is for."""

NIGHTLY = (
    "forget",
    "privacy_health",
    "refresh_benchmark",
    "incidents",
    "verify_audit",
)
