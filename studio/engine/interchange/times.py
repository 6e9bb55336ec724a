"""Times of OpenTimelineIO in the film's own."""

from fractions import Fraction

from opentimelineio.opentime import RationalTime


def seconds_of(time: RationalTime) -> Fraction:
    """A time of OpenTimelineIO, exactly: rates such as 23.976 are 24000/1001."""
    rate = Fraction(time.rate).limit_denominator(1001)
    return Fraction(time.value).limit_denominator(1_000_000) / rate


def frames_of(time: RationalTime, fps: int) -> int:
    """Whole frames of the film. A clip at 23.976 keeps its frames where the film has 24."""
    return round(time.value) if round(time.rate) == fps else round(seconds_of(time) * fps)
