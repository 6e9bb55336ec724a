"""Who plays whom by their own likeness: edits of a film's cast. The document holds only whose cameo it is."""

import re
from typing import Final

from msgspec.structs import replace

from studio.errors import InvalidRequest
from studio.timeline.asking_for_cameos import unasked
from studio.timeline.film import CastId, CastMember, Film

_I: Final = CastId("i")


def set_cameo(film: Film, who: CastId, cameo: str) -> Film:
    """Have somebody be played by a person's cameo.

    Raises:
        InvalidRequest: nobody in the film is called so.
    """
    return _with(film, who, cameo)


def recast(film: Film, who: CastId) -> Film:
    """Let another character play somebody's part: the studio's own figure. The script names them without their @, and
    asks for no cameo for them any more.

    Raises:
        InvalidRequest: nobody in the film is called so.
    """
    member = next((one for one in film.cast if one.id == who), None)
    if member is None:
        return _with(film, who, "")
    handles = {member.name, member.cameo.removeprefix("@")}
    script = film.script
    for handle in filter(None, handles):
        script = re.sub(rf"(?<![A-Za-z0-9_@./])@({re.escape(handle)})", r"\1", script, flags=re.IGNORECASE)
    lead = film.cast[0].id if all(one.id != _I for one in film.cast) else _I
    return replace(_with(film, who, ""), script=unasked(script, member.name, lead=who == lead))


def set_commercial(film: Film, *, commercial: bool) -> Film:
    """Say whether the film is made for money: some people do not lend their likeness to that."""
    return replace(film, commercial=commercial)


def _with(film: Film, who: CastId, cameo: str) -> Film:
    if all(member.id != who for member in film.cast):
        raise InvalidRequest(f"Nobody in the film is {who!r}.", "Choose one of the cast.")
    return replace(film, cast=tuple(_played(one, cameo) if one.id == who else one for one in film.cast))


def _played(member: CastMember, cameo: str) -> CastMember:
    return replace(member, cameo=cameo)
