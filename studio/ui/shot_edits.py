"""The edits that commands make on the chosen shot."""

from collections.abc import Sequence
from itertools import count

from studio.timeline.edits import duplicate_shot, move_shot, move_shot_after, remove_shot, set_seed, trim_shot_end
from studio.timeline.film import Seconds, ShotId
from studio.timeline.splitting import split_shot
from studio.ui.session import Session
from studio.ui.timeline.captions import Caption


def trim_by(session: Session, frames: int) -> None:
    """Let the shot end some frames later, or sooner when negative."""
    shot = session.chosen
    if shot is not None:
        duration = shot.duration + frames * session.map.frame
        if duration > 0:
            key = ("nudge", shot.id)
            session.apply("Trim shot", lambda film: trim_shot_end(film, shot.id, duration), key)


def move_by_one(session: Session, *, later: bool) -> None:
    """Change places with the next shot, or with the one before."""
    shot = session.chosen
    if shot is None:
        return
    shots, place = session.map.shots, session.map.places[shot.id]
    neighbour = place + 1 if later else place - 1
    if 0 <= neighbour < len(shots):
        other = shots[neighbour].id
        move = move_shot_after if later else move_shot
        session.apply("Move shot", lambda film: move(film, shot.id, other))


def split(session: Session, at: Seconds, said: Sequence[Caption]) -> None:
    """Cut the shot that is on at a film time in two, and choose the second. said: its lines, in shot time."""
    shot = session.map.shot_at(at)
    if shot is not None:
        new_id, inside = _unused_id(session, shot.id), at - session.map.start_of(shot.id)
        spans = [(line.start, line.end) for line in said]
        if session.apply("Split shot", lambda film: split_shot(film, shot.id, inside, new_id, spans)):
            session.choose(new_id)


def duplicate(session: Session) -> None:
    """Put a copy right after it, and choose that."""
    shot = session.chosen
    if shot is not None:
        new_id = _unused_id(session, shot.id)
        if session.apply("Duplicate shot", lambda film: duplicate_shot(film, shot.id, new_id)):
            session.choose(new_id)


def remove(session: Session) -> None:
    """Take the shot out."""
    shot = session.chosen
    if shot is not None:
        session.apply("Remove shot", lambda film: remove_shot(film, shot.id))


def retake(session: Session) -> None:
    """Play the shot again with other chance."""
    shot = session.chosen
    if shot is not None:
        session.apply("Another take", lambda film: set_seed(film, shot.id, shot.seed + 1))


def _unused_id(session: Session, shot: ShotId) -> ShotId:
    taken = session.map.places
    return next(new for number in count(2) if (new := ShotId(f"{shot}-{number}")) not in taken)
