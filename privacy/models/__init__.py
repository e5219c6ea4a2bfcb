"""All models about personal data, for Django and for everybody else."""

from privacy.models.incident import Incident

__all__ = ["Incident"]
