"""What time it is: asked here and nowhere else, so that a test can see who asks."""

from datetime import UTC, datetime


def now() -> datetime:
    """The time in UTC, to the second."""
    return datetime.now(UTC).replace(microsecond=0)
