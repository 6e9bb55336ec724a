"""Days as people read them, by the clock of UTC."""

from datetime import UTC, datetime
from typing import Final

_DAY_S: Final = 24 * 3600


def day(seconds: int) -> str:
    """A day, as 2027-03-31; seconds: UTC."""
    return datetime.fromtimestamp(seconds, UTC).strftime("%Y-%m-%d")


def end_of(year: int, month: int, number: int) -> int:
    """When a day is over, UTC seconds: what lasts until a day lasts through it.

    Raises:
        ValueError: there is no such day.
    """
    return int(datetime(year, month, number, tzinfo=UTC).timestamp()) + _DAY_S


def last_day(end: int) -> str:
    """The last day of what is over at ``end``, UTC seconds; the other way about of ``end_of``."""
    return day(end - 1)
