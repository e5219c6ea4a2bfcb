"""All models about personal data, for Django and for everybody else."""

__all__: list[str] = []
