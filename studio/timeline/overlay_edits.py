"""Edits of overlays: pure functions from a Film to the Film it becomes, as in ``edits``. Times are film time.

In the drawings the upper line is an overlay, the lower one the shots under it. Trimming, moving or taking out shots
moves overlays only with the shot that they hang on, so they ripple with it; edits of overlays never move a shot.
"""

from collections.abc import Callable
from pathlib import Path

from msgspec.structs import replace

from studio.errors import InvalidRequest
from studio.timeline.film import Film
from studio.timeline.ids import OverlayId, ShotId
from studio.timeline.overlays import MOST_OVERLAYS, Content, Inset, Laid, Overlay, Picture, faults, laid_out
from studio.timeline.sources import Seconds


def add_overlay(film: Film, overlay: Overlay, at: Seconds) -> Film:
    """Lay something over the film from a time on, above all that is there; it hangs on the shot under that time.

              |==N==|
    | A | B |   ->   | A | B |

    Raises:
        InvalidRequest: its id is taken, the film has no shots, or it cannot be so.
    """
    if any(one.id == overlay.id for one in film.overlays):
        raise InvalidRequest(f"The film already has an overlay {overlay.id!r}.", "Give the new one an id of its own.")
    if len(film.overlays) >= MOST_OVERLAYS:
        raise InvalidRequest(f"The film already has {MOST_OVERLAYS} overlays.", "Take some out first.")
    return replace(film, overlays=(*film.overlays, _fitting(_hung(overlay, film, at), film)))


def move_overlay(film: Film, overlay_id: OverlayId, to: Seconds) -> Film:
    """Let an overlay begin at another time, on the nearest frame; it hangs on the shot that is there now.

      |==N==|                   |==N==|
    |  A  |  B  |     ->     |  A  |  B  |

    Raises:
        InvalidRequest: no such overlay.
    """
    return _changed(film, overlay_id, lambda one: _hung(one, film, to))


def trim_overlay_start(film: Film, overlay_id: OverlayId, to: Seconds) -> Film:
    """Let an overlay begin sooner or later and end when it did. A clip goes on showing what it showed at each time.

    |====N====|  ->     |==N==|

    Raises:
        InvalidRequest: no such overlay, nothing would be left of it, or its clip does not begin that early.
    """
    laid = _laid(film, overlay_id)
    by = _frames(to, film) - laid.first

    def trimmed(one: Overlay) -> Overlay:
        later = Seconds(by, film.fps)
        shorter = replace(one, duration=one.duration - later, content=_begun_later(one.content, later))
        return _hung(_faded(shorter), film, to)

    return _changed(film, overlay_id, trimmed)


def trim_overlay_end(film: Film, overlay_id: OverlayId, to: Seconds) -> Film:
    """Let an overlay end sooner or later.

    |====N====|  ->  |==N==|

    Raises:
        InvalidRequest: no such overlay, or nothing would be left of it.
    """
    laid = _laid(film, overlay_id)
    lasts = Seconds(_frames(to, film) - laid.first, film.fps)
    return _changed(film, overlay_id, lambda one: _faded(replace(one, duration=lasts)))


def split_overlay(film: Film, overlay_id: OverlayId, at: Seconds, new_id: OverlayId) -> Film:
    """Cut an overlay in two at a time; the second part hangs on the shot that is there.

    |====N====|  ->  |==N==|=N'=|
           ^
    Raises:
        InvalidRequest: no such overlay, its end or beginning is there, or ``new_id`` is taken.
    """
    laid = _laid(film, overlay_id)
    cut = _frames(at, film)
    if not laid.first < cut < laid.last:
        raise InvalidRequest("An overlay is split inside of it.", "Put the playhead over the overlay first.")
    after = Seconds(cut - laid.first, film.fps)
    one = laid.overlay
    second = replace(
        one,
        id=new_id,
        duration=one.duration - after,
        content=_begun_later(one.content, after),
        fade_in=Seconds(0),
        fade_out=min(one.fade_out, one.duration - after),
    )
    first = replace(one, duration=after, fade_out=Seconds(0), fade_in=min(one.fade_in, after))
    split = _changed(film, overlay_id, lambda _: first)
    added = add_overlay(split, second, at)
    return _ordered(added, new_id, [other.id for other in film.overlays].index(overlay_id) + 1)


def remove_overlay(film: Film, overlay_id: OverlayId) -> Film:
    """Take an overlay away.

    Raises:
        InvalidRequest: no such overlay.
    """
    gone = _found(film, overlay_id)
    return replace(film, overlays=tuple(one for one in film.overlays if one is not gone))


def replace_overlay(film: Film, overlay: Overlay) -> Film:
    """Put a new version of an overlay where the one of the same id is.

    Raises:
        InvalidRequest: no such overlay, or it cannot be so.
    """
    return _changed(film, overlay.id, lambda _: overlay)


def shift_overlay(film: Film, overlay_id: OverlayId, *, up: bool) -> Film:
    """Lay an overlay over the next one above it that is there at the same time, or under the next one below.

    Raises:
        InvalidRequest: no such overlay.
    """
    laid = laid_out(film)
    here = next((one for one in laid if one.overlay.id == overlay_id), None)
    if here is None:
        raise _no_overlay(overlay_id)
    order = [one.id for one in film.overlays]
    beside = [one.overlay.id for one in laid if one.first < here.last and here.first < one.last]
    place = beside.index(overlay_id) + (1 if up else -1)
    if not 0 <= place < len(beside):
        return film
    return _ordered(film, overlay_id, order.index(beside[place]))


def overlays_kept(old: Film, new: Film) -> Film:
    """A film that is read anew with the old one's overlays: each on the shot of the same words, or of the same id, or
    else on the shot that is where it was.
    """
    if not old.overlays or not new.shots:
        return new
    named = {shot.id: shot for shot in old.shots}
    starts = {laid.overlay.id: Seconds(laid.first, old.fps) for laid in laid_out(old)}
    kept: list[Overlay] = []
    for one in old.overlays:
        shot = named.get(one.anchor)
        same = _same(shot.words, one.anchor, new) if shot is not None else None
        kept.append(replace(one, anchor=same) if same is not None else _hung(one, new, starts.get(one.id, Seconds(0))))
    return replace(new, overlays=tuple(kept))


def overlays_refitted(film: Film) -> Film:
    """The film with the times of its overlays on its frames."""
    return film if not film.overlays else replace(film, overlays=tuple(_on_frames(one, film) for one in film.overlays))


def overlays_located(film: Film, folder: Path) -> Film:
    """The film with the files of its overlays found in its project's folder."""
    if not film.overlays:
        return film
    return replace(film, overlays=tuple(replace(one, content=_in(one.content, folder)) for one in film.overlays))


def _same(words: str, shot_id: ShotId, new: Film) -> ShotId | None:
    worded = next((shot.id for shot in new.shots if shot.words == words), None)
    return worded or next((shot.id for shot in new.shots if shot.id == shot_id), None)


def _in(content: Content, folder: Path) -> Content:
    match content:
        case Picture(still=still):
            return replace(content, still=replace(still, path=str(folder / still.path)))
        case Inset(footage=footage):
            return replace(content, footage=replace(footage, path=str(folder / footage.path)))
        case _:
            return content


def _hung(overlay: Overlay, film: Film, at: Seconds) -> Overlay:
    """The overlay hung on the shot under a time; before the film on the first, after it on the last."""
    if not film.shots:
        raise InvalidRequest("The film has no picture to lay anything over.", "Direct a script first.")
    frame = max(0, _frames(at, film))
    anchor, start, first = film.shots[0], 0, 0
    for shot in film.shots:
        if start > frame:
            break
        anchor, first = shot, start
        start += round(shot.duration * film.fps)
    frame = min(frame, first + round(anchor.duration * film.fps) - 1)
    return replace(overlay, anchor=anchor.id, offset=Seconds(frame - first, film.fps))


def _begun_later(content: Content, later: Seconds) -> Content:
    if not isinstance(content, Inset):
        return content
    start = content.footage.start + later
    if start < 0:
        raise InvalidRequest(f"The clip “{content.footage.name}” does not begin that early.", "Let it begin later.")
    return replace(content, footage=replace(content.footage, start=min(start, content.footage.seconds)))


def _faded(one: Overlay) -> Overlay:
    """The overlay with what it needs to come and go no longer than it lasts."""
    fade_in = min(one.fade_in, max(one.duration, Seconds(0)))
    return replace(one, fade_in=fade_in, fade_out=min(one.fade_out, max(one.duration - fade_in, Seconds(0))))


def _on_frames(one: Overlay, film: Film) -> Overlay:
    offset, lasts, comes, goes = (
        Seconds(round(time * film.fps), film.fps) for time in (one.offset, one.duration, one.fade_in, one.fade_out)
    )
    lasts = max(lasts, Seconds(1, film.fps))
    return _faded(replace(one, offset=offset, duration=lasts, fade_in=comes, fade_out=goes))


def _frames(time: Seconds, film: Film) -> int:
    return round(time * film.fps)


def _found(film: Film, overlay_id: OverlayId) -> Overlay:
    found = next((one for one in film.overlays if one.id == overlay_id), None)
    if found is None:
        raise _no_overlay(overlay_id)
    return found


def _laid(film: Film, overlay_id: OverlayId) -> Laid:
    found = next((one for one in laid_out(film) if one.overlay.id == overlay_id), None)
    if found is None:
        raise _no_overlay(overlay_id)
    return found


def _no_overlay(overlay_id: OverlayId) -> InvalidRequest:
    return InvalidRequest(
        f"The film has no overlay {overlay_id!r}.", "It may have been removed: undo, or choose another."
    )


def _changed(film: Film, overlay_id: OverlayId, change: Callable[[Overlay], Overlay]) -> Film:
    one = _found(film, overlay_id)
    made = _fitting(change(one), film)
    if made == one:
        return film
    return replace(film, overlays=tuple(made if other is one else other for other in film.overlays))


def _fitting(overlay: Overlay, film: Film) -> Overlay:
    """The overlay, if it can be."""
    for fault in faults(overlay, film.fps):
        raise InvalidRequest(f"An overlay cannot be so: it {fault}.", "Choose another value, or undo.")
    return overlay


def _ordered(film: Film, overlay_id: OverlayId, place: int) -> Film:
    one = _found(film, overlay_id)
    others = [other for other in film.overlays if other is not one]
    return replace(film, overlays=(*others[:place], one, *others[place:]))
