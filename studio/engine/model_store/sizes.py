"""Bytes, rates and counts as one reads them."""

from typing import Final

_STEPS: Final = ((1e12, "TB", 2), (1e9, "GB", 1), (1e6, "MB", 0), (1e3, "kB", 0))


def in_bytes(count: float) -> str:
    """So many bytes as one reads them, by the thousand: "19.0 GB", "512 kB", "12 bytes"."""
    for unit, name, places in _STEPS:
        if count >= unit * 0.9995:
            return f"{count / unit:.{places}f} {name}"
    return "1 byte" if count == 1 else f"{count:.0f} bytes"


def in_rate(bytes_per_s: float) -> str:
    """A rate as one reads it: "11.4 MB/s"."""
    if bytes_per_s >= 1e6:
        return f"{bytes_per_s / 1e6:.1f} MB/s"
    return f"{bytes_per_s / 1e3:.0f} kB/s"


def in_time(seconds: float) -> str:
    """A time as one reads it: "40 s", "22 min", "1 h 05 min"."""
    if seconds < 59.5:
        return f"{max(1, round(seconds))} s"
    minutes = round(seconds / 60)
    return f"{minutes} min" if minutes < 60 else f"{minutes // 60} h {minutes % 60:02} min"
