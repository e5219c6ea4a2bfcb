from accounts.errors import DomainError


class RoadmapError(DomainError):
    """Something that cannot be done with a roadmap."""
