"""Days as people read them."""

from datetime import UTC, datetime


def day(seconds: int) -> str:
    """A day by the clock of UTC, as 2027-03-31; seconds: UTC."""
    return datetime.fromtimestamp(seconds, UTC).strftime("%Y-%m-%d")
