"""The director's room: words become a Film."""

from studio.engine.director.direct import direct

__all__ = ["direct"]
