from tests.associations.cohort.conftest import nothing_kept, shared

__all__ = ["nothing_kept", "shared"]
