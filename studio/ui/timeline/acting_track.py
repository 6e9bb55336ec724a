"""What is done on the acting lane: keys added by menu, dragged, and taken away; each one edit that undoes."""

from dataclasses import dataclass
from fractions import Fraction
from functools import partial

from msgspec.structs import replace
from PySide6.QtCore import QObject, QPoint, QRect
from PySide6.QtWidgets import QMenu, QWidget

from studio.engine import vocabulary
from studio.timeline.acting import ActingKey, EmotionKey, GazeKey, Way, of_kind
from studio.timeline.acting_edits import move_key, remove_key, set_key
from studio.timeline.capturing import CapturedKey
from studio.timeline.edits import replace_shot
from studio.timeline.film import CastMember, Film, Seconds, Shot
from studio.ui.playback import Playback
from studio.ui.session import Session
from studio.ui.timeline.acting_lane import mark_at, people_of, person_at, shot_time
from studio.ui.timeline.captured_menu import CapturedMenu
from studio.ui.timeline.gestures import Slide
from studio.ui.timeline.in_words import AS_THE_WORDS, STRENGTHS, WAYS, named, told
from studio.ui.timeline.scale import HEADER_PX, Scale

FLASH_S = Fraction(1, 6)


@dataclass(frozen=True)
class Spot:
    """Where a key would be: somebody at a time of a shot."""

    shot: Shot
    member: CastMember
    at: Seconds


class ActingTrack(QObject):
    """Builds the menus of the lane and makes their edits."""

    def __init__(self, session: Session, playback: Playback, parent: QWidget) -> None:
        super().__init__(parent)
        self._session = session
        self._playback = playback
        self._over = parent
        self._captured = CapturedMenu(session)

    def open_at_playhead(self, point: QPoint) -> None:
        """The menu of everybody in the shot that is looked at, at the playhead. point: where that is on the lane."""
        menu = self.menu_at_playhead()
        if menu is None:
            self._session.said.emit("Nobody is in this shot to be keyed.")
        else:
            menu.popup(self._over.mapToGlobal(point))

    def menu_at_playhead(self) -> QMenu | None:
        """The same, not yet shown; None where there is nobody."""
        map_ = self._session.map
        shot = map_.shot_at(self._playback.playhead)
        people = people_of(map_.film, shot) if shot is not None else ()
        if shot is None or not people:
            return None
        at = shot_time(map_, shot, self._playback.playhead)
        if len(people) == 1:
            return self.menu(Spot(shot, people[0], at))
        menu = self._new(QMenu(self._over))
        for member in people:
            self._fill(menu.addMenu(member.name), Spot(shot, member, at))
        return menu

    def menu(self, spot: Spot) -> QMenu:
        """What can be keyed of somebody at a time, and what can be done to the keys that are there."""
        menu = self._new(QMenu(self._over))
        menu.addAction(f"{spot.member.name} at {float(spot.at):.2f} s").setEnabled(False)
        self._fill(menu, spot)
        return menu

    def menu_at(self, scale: Scale, room: QRect, point: QPoint) -> QMenu | None:
        """The menu of whose line is at a pixel of the lane, at that time or of the key that is there."""
        map_, time = self._session.map, scale.time(point.x())
        shot = map_.shot_at(time)
        if (
            shot is None
            or point.x() < HEADER_PX
            or not room.top() <= point.y() <= room.bottom()
            or time > map_.duration
        ):
            return None
        mark = mark_at(map_, scale, room, point.x(), point.y())
        if mark is not None:
            member = next(one for one in map_.film.cast if one.id == mark.key.who)
            return self.menu(Spot(mark.shot, member, mark.key.at))
        member = person_at(map_, room, shot, point.y())
        return None if member is None else self.menu(Spot(shot, member, shot_time(map_, shot, time)))

    def drag(self, slide: Slide, time: float) -> None:
        """Move the key that was taken hold of to a film time; a whole drag is one step to undo.

        Every step begins with the keys as they were, so that one that is dragged across another leaves it there.
        """
        shot, key = slide.mark.shot, slide.mark.key
        at = shot_time(self._session.map, shot, time)

        def moved(film: Film) -> Film:
            before = replace_shot(film, replace(film.shot(shot.id), acting=shot.acting))
            return move_key(before, shot.id, key, at)

        self._session.apply("Move an acting key", moved, ("acting key", shot.id, slide.number))

    def _new(self, menu: QMenu) -> QMenu:
        menu.aboutToHide.connect(menu.deleteLater)
        return menu

    def _fill(self, menu: QMenu, spot: Spot) -> None:
        self._emotions(menu.addMenu("Emotion"), spot, None)
        self._emotions(menu.addMenu("Flash of"), spot, FLASH_S)
        ruling = self._ruling(spot)
        strength = menu.addMenu("Intensity")
        strength.setEnabled(ruling is not None and ruling.emotion != "")
        for name, value in STRENGTHS.items():
            strength.addAction(f"{name} ({value:.0%})", partial(self._strengthen, spot, ruling, value))
        self._gazes(menu.addMenu("Look"), spot)
        self._captured.fill_again(menu, spot.shot, spot.member, spot.at)
        for key in spot.shot.acting:
            if key.who == spot.member.id and _is_at(key, spot.at):
                self._key(menu, spot, key)

    def _emotions(self, menu: QMenu, spot: Spot, flash: Fraction | None) -> None:
        for emotion in vocabulary.named("emotions"):
            menu.addAction(emotion.capitalize(), partial(self._feel, spot, emotion, flash))
        if flash is None:
            menu.addSeparator()
            menu.addAction(AS_THE_WORDS, partial(self._feel, spot, "", None))

    def _gazes(self, menu: QMenu, spot: Spot) -> None:
        film = self._session.film
        for other in people_of(film, spot.shot):
            if other.id != spot.member.id:
                menu.addAction(f"At {other.name}", partial(self._look, spot, Way.AT, str(other.id)))
        things = {str(prop.id) for prop in film.props}
        for entity in spot.shot.present:
            if entity in things:
                menu.addAction(f"At the {named(film, entity)}", partial(self._look, spot, Way.AT, str(entity)))
        menu.addSeparator()
        for way, words in WAYS.items():
            menu.addAction(words, partial(self._look, spot, way, ""))

    def _key(self, menu: QMenu, spot: Spot, key: ActingKey) -> None:
        """What can be done to a key that is there."""
        menu.addSeparator()
        words = told(key, self._session.film)
        if isinstance(key, CapturedKey):
            self._captured.fill(menu, spot.shot, key, self._looked_at(spot, key))
        frame = self._session.map.frame
        for name, by in (("a frame earlier", -frame), ("a frame later", frame)):
            menu.addAction(f"Move “{words}” {name}", partial(self._nudge, spot.shot, key, by))
        menu.addAction(f"Remove “{words}”", partial(self._remove, spot.shot, key))

    def _looked_at(self, spot: Spot, key: CapturedKey) -> Seconds:
        """The time of the shot that is meant: where the menu was asked for; on the key's own mark, the playhead."""
        map_ = self._session.map
        if spot.at != key.at or map_.shot_at(self._playback.playhead) is not spot.shot:
            return spot.at
        return shot_time(map_, spot.shot, self._playback.playhead)

    def _ruling(self, spot: Spot) -> EmotionKey | None:
        """The emotion key that rules at a time: a flash there, else the last one before."""
        keys = [key for key in of_kind(spot.shot.acting, EmotionKey, spot.member.id) if key.at <= spot.at]
        here = [key for key in keys if key.at == spot.at]
        return next(reversed(here or [key for key in keys if key.flash is None]), None)

    def _feel(self, spot: Spot, emotion: str, flash: Fraction | None) -> None:
        key = EmotionKey(str(spot.member.id), spot.at, emotion, flash=flash)
        self._set(spot, key, f"Key {spot.member.name}'s emotion")

    def _strengthen(self, spot: Spot, ruling: EmotionKey | None, value: float) -> None:
        if ruling is not None:
            self._set(spot, replace(ruling, intensity=value), f"Change how strongly {spot.member.name} feels")

    def _look(self, spot: Spot, way: Way, of: str) -> None:
        self._set(spot, GazeKey(str(spot.member.id), spot.at, way, of), f"Key {spot.member.name}'s gaze")

    def _set(self, spot: Spot, key: ActingKey, name: str) -> None:
        self._session.apply(name, lambda film: set_key(film, spot.shot.id, key))

    def _nudge(self, shot: Shot, key: ActingKey, by: Seconds) -> None:
        self._session.apply("Move an acting key", lambda film: move_key(film, shot.id, key, key.at + by))

    def _remove(self, shot: Shot, key: ActingKey) -> None:
        self._session.apply("Remove an acting key", lambda film: remove_key(film, shot.id, key))


def _is_at(key: ActingKey, at: Seconds) -> bool:
    """Whether a key is at a time of its shot: what a camera saw is there as long as it lasts."""
    return key.at == at or (isinstance(key, CapturedKey) and key.at <= at < key.at + key.seconds)
