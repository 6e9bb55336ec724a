"""What can be done to acting that a camera saw: made calmer or stronger, cut, used in part, and used elsewhere."""

from functools import partial
from typing import Final

from msgspec.structs import replace
from PySide6.QtWidgets import QMenu

from studio.timeline.acting_edits import replace_key, set_key
from studio.timeline.capturing import CapturedKey, Channel, cut, handed_to
from studio.timeline.film import CastMember, Film, Seconds, Shot
from studio.ui.session import Session
from studio.ui.timeline.in_words import told

STRENGTHS: Final = {"Half as strong": 0.5, "As it was acted": 1.0, "Stronger": 1.5, "Twice as strong": 2.0}
CHANNELS: Final = {
    Channel.HEAD: "Head",
    Channel.GAZE: "Gaze",
    Channel.LIDS: "Blinks",
    Channel.BROWS: "Brows",
    Channel.MOUTH: "Mouth",
}


class CapturedMenu:
    """Fills menus about captured acting. What was copied stays until something else is, from shot to shot."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._copied: CapturedKey | None = None

    def fill(self, menu: QMenu, shot: Shot, key: CapturedKey, at: Seconds) -> None:
        """What can be done to a key. at: the time of the shot that is looked at."""
        strength, used, cutting = menu.addMenu("Strength"), menu.addMenu("Use of it"), menu.addMenu("Cut")
        for name, value in STRENGTHS.items():
            self._choice(
                strength, f"{name} ({value:.0%})", key.strength == value, shot, key, replace(key, strength=value)
            )
        for channel, name in CHANNELS.items():
            left = tuple(one for one in Channel if (one in key.channels) != (one is channel))
            self._choice(used, name, channel in key.channels, shot, key, replace(key, channels=left))
        inside = key.at < at < key.at + key.seconds
        for name, first, last in (
            (f"Begin at {float(at):.2f} s", at, key.at + key.seconds),
            (f"End at {float(at):.2f} s", key.at, at),
        ):
            action = cutting.addAction(name, partial(self._cut, shot, key, first, last))
            action.setEnabled(inside)
        whole = replace(key, at=max(key.at - key.skip, Seconds(0)), skip=Seconds(0), keep=None)
        cutting.addAction("All of it again", partial(self._change, shot, key, whole)).setEnabled(whole != key)
        menu.addAction("Copy this acting", partial(self._copy, key))

    def fill_again(self, menu: QMenu, shot: Shot, member: CastMember, at: Seconds) -> None:
        """Use what was copied again, for anybody at any time of any shot."""
        if self._copied is not None:
            words = f"Act as copied ({told(self._copied, self._session.film)})"
            menu.addAction(words, partial(self._again, shot, member, at, self._copied))

    def _choice(
        self, menu: QMenu, words: str, chosen: bool, shot: Shot, key: CapturedKey, changed: CapturedKey
    ) -> None:  # fmt: skip
        action = menu.addAction(words, partial(self._change, shot, key, changed))
        action.setCheckable(True)
        action.setChecked(chosen)

    def _change(self, shot: Shot, key: CapturedKey, changed: CapturedKey) -> None:
        self._session.apply("Change captured acting", lambda film: replace_key(film, shot.id, key, changed))

    def _cut(self, shot: Shot, key: CapturedKey, first: Seconds, last: Seconds) -> None:
        def edit(film: Film) -> Film:
            return replace_key(film, shot.id, key, cut(key, first, last))

        self._session.apply("Cut captured acting", edit)

    def _copy(self, key: CapturedKey) -> None:
        self._copied = key
        self._session.said.emit("Copied. Choose a time on anybody's acting line to have it acted there.")

    def _again(self, shot: Shot, member: CastMember, at: Seconds, key: CapturedKey) -> None:
        again = handed_to(key, str(member.id), at)
        self._session.apply(f"{member.name} acts as copied", lambda film: set_key(film, shot.id, again))
