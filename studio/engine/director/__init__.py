"""The director's room: words become a Film."""

from studio.engine.director.direct import direct
from studio.engine.director.redirect import redirect

__all__ = ["direct", "redirect"]
