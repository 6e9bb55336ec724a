"""One shot being painted at one size: any frame of it, in any order."""

import math
from dataclasses import replace

import moderngl
import numpy as np
from numpy.typing import NDArray

from studio.engine.painters.cel.accents import AccentPainter
from studio.engine.painters.cel.air import AirPainter
from studio.engine.painters.cel.background import Background, View
from studio.engine.painters.cel.cache import Recent
from studio.engine.painters.cel.canvas import Canvas
from studio.engine.painters.cel.cast import Cast, Player, Role, bending, roles
from studio.engine.painters.cel.developing import Instant
from studio.engine.painters.cel.effects import Effects
from studio.engine.painters.cel.fine import drawn_finely
from studio.engine.painters.cel.fireworks import FireworksPainter
from studio.engine.painters.cel.flames import FlamePainter
from studio.engine.painters.cel.hangings import Hanging, Hangings
from studio.engine.painters.cel.lens import Lens, lens_at
from studio.engine.painters.cel.light import people_key, scene_block
from studio.engine.painters.cel.looks import look_of, with_effects
from studio.engine.painters.cel.makers import Makers
from studio.engine.painters.cel.mesh import Surface
from studio.engine.painters.cel.optics import OpticsPainter
from studio.engine.painters.cel.passes import Moment, Passes, Picture
from studio.engine.painters.cel.post import DEPTH_OF_FIELD_M, Post, read_colour
from studio.engine.painters.cel.rush import Rush, Rushes, RushPainter, rush_of_blow
from studio.engine.painters.cel.shadows import Shadows
from studio.engine.painters.cel.shelf import SetModel, Shelf
from studio.engine.painters.cel.sight import focus_subject, in_view, pixels_taken
from studio.engine.painters.cel.smoke import SmokePainter
from studio.engine.painters.cel.splashes import SplashPainter, splashes
from studio.engine.painters.cel.stage_set import StageSet
from studio.engine.painters.cel.targets import Targets
from studio.engine.painters.cel.weather import air_of, ground_level
from studio.engine.painters.painter import PaintedFrame, Pass, Size
from studio.engine.performance import Accent, CameraPath, Matrix, Performance
from studio.engine.pyrotechnics import shells_over
from studio.engine.stop import StopToken
from studio.errors import DeviceLimit

_LOOKS = 5
IMPACT_FRAMES = 2
"""How many frames a hard blow is drawn in two tones, turned about from one to the next."""
IMPACT_FROM = 0.5
"""The strength from which a blow has them: the dial at "exaggerated", and the words for it, say more."""
SMEAR, LENS_FLARE = "smear", "lens flare"


class Room:
    """The tools of painting, shared by every shot."""

    def __init__(self, canvas: Canvas, makers: Makers) -> None:
        self.canvas = canvas
        self.makers = makers
        self.shelf = Shelf(canvas, makers)
        self.cast = Cast(canvas)
        self.stage_set = StageSet(canvas)
        self.air = AirPainter(canvas)
        self.splashes = SplashPainter(canvas)
        self.accents = AccentPainter(canvas)
        self.optics = OpticsPainter(canvas)
        self.rush = RushPainter(canvas)
        self.smoke = SmokePainter(canvas)
        self.fireworks = FireworksPainter(canvas)
        self.flames = FlamePainter(canvas)
        self.post = Post(canvas, self.air)
        self.shadows = Shadows(canvas, self.cast)
        self.passes = Passes(canvas, self.cast, self.stage_set)
        self._benches: Recent[Size, Bench] = Recent(3)
        self._hangings: Recent[Performance, Hangings] = Recent(3)

    def hangings(self, performance: Performance) -> tuple[Hanging, ...]:
        """The cloths and ropes of a shot; few shots have any, and a player goes from one shot to the next."""
        if not performance.cloths:
            return ()
        return self._hangings.get(performance, lambda: Hangings(self.canvas, performance)).every

    @property
    def given_back(self) -> int:
        """How much of what shots are drawn with was given back to make room for other shots'."""
        return self.shelf.given_back + self._hangings.given_back

    def bench(self, size: Size) -> "Bench":
        """The targets of a size, with the background kept in them."""
        return self._benches.get(size, lambda: Bench(self, size))

    def release(self) -> None:
        """Give everything on the graphics card back."""
        self._benches.release()
        self._hangings.release()
        self.shelf.release()


class Bench:
    """The targets of one size."""

    def __init__(self, room: Room, size: Size) -> None:
        try:
            self.targets = Targets(room.canvas.context, size)
        except moderngl.Error as fault:
            raise DeviceLimit(
                f"The graphics memory does not hold a picture of {size} pixels ({fault}).", "Ask for a smaller size."
            ) from fault
        self.background = Background(room.canvas, room.cast, room.stage_set, self.targets)

    def release(self) -> None:
        """Give them back."""
        self.targets.release()


class Painting:
    """A shot at a size. Made by ``CelPainter.open``; frames come in any order."""

    def __init__(self, room: Room, performance: Performance, size: Size) -> None:
        self._room = room
        self._performance = performance
        self._look = with_effects(look_of(performance.look), performance.effects)
        self._rushes = Rushes(performance)
        self._size = size
        self._scenery = self._set()
        self._players = [Player(room.canvas.pose_block(slot), role) for slot, role in enumerate(self._roles())]
        self._splashes = splashes(performance)
        self._shells = shells_over(performance)
        self._close = self._is_close()
        self._steady: bool | None = None
        self._given_back = room.given_back

    def _set(self) -> SetModel:
        performance = self._performance
        wet = ground_level(performance)
        loose = frozenset(part.name for part in performance.parts)
        return self._room.shelf.scenery(performance.setting, performance.film_seed, wet, loose)

    def _roles(self) -> tuple[Role, ...]:
        """Everyone and everything, and what hangs or blows; cloths are made anew for every shot."""
        room, performance = self._room, self._performance
        bent = room.hangings(performance)
        return (*roles(performance, room.shelf, room.makers.drawing), *map(bending, bent))

    def seen_through(self, camera: CameraPath, *, steady: bool) -> None:
        """See the same performance through another camera from now on. steady: it stays where it is for a while."""
        self._performance = replace(self._performance, camera=camera)
        self._steady = steady

    def performed(self, performance: Performance) -> None:
        """Have the same people, in the same place, do something else from now on."""
        self._performance = performance
        self._cast_anew()

    def _cast_anew(self) -> None:
        for player, role in zip(self._players, self._roles(), strict=True):
            player.role = role

    def _fetch(self) -> None:
        """Take from the shelf again what the shot is drawn with, if any was given back while others painted."""
        if self._room.given_back != self._given_back:
            self._scenery = self._set()
            self._cast_anew()
            self._given_back = self._room.given_back

    def frame(
        self,
        index: int,
        effects: Effects | None = None,
        passes: frozenset[Pass] = frozenset(),
        stop: StopToken | None = None,
    ) -> PaintedFrame:
        """Paint one frame.

        Args:
            index: 0 to frames - 1. effects: all of them if None. passes: the layers of truth wanted too.

        Raises:
            Stopped: the token was set, looked at between the passes of drawing.
            LikenessRefused: somebody's likeness in it was taken back since it was cleared.
        """
        self._performance.hold()
        with self._room.canvas.context:
            return self._frame(index, effects or Effects(), passes, stop or StopToken())

    def _frame(self, index: int, effects: Effects, passes: frozenset[Pass], stop: StopToken) -> PaintedFrame:
        self._fetch()
        bench = self._room.bench(self._size)
        lens = lens_at(self._performance.camera, index, self._size)
        self._stand(index, lens, effects.smears)
        focus = self._focus(index, lens) if effects.background_blur else None
        opened = {part.name: float(part.opening[index]) for part in self._performance.parts}
        self._scenery.put(opened)
        view = View(self._scenery, lens, effects, focus, self._look, tuple(opened.values()))
        self._draw_set(index, view, bench)
        self._room.canvas.start()
        stop.check()
        self._draw_people(index, view, bench.targets)
        self._room.canvas.start()
        stop.check()
        colour = self._finish(index, view, bench)
        painted = PaintedFrame(index, colour)
        if not passes - {Pass.COLOUR}:
            return painted
        picture = Picture(view, in_view(self._players, lens), self._players, lambda step: self._moment(index + step))
        return self._room.passes.paint(painted, passes, picture, bench.targets)

    def _moment(self, index: int) -> Moment | None:
        if not 0 <= index < self._performance.frames:
            return None
        return Moment(index, self._block(lens_at(self._performance.camera, index, self._size), index))

    def _stand(self, index: int, lens: Lens, smears: bool) -> None:
        key = people_key(lens, self._scenery.mood)
        for player in self._players:
            player.stand(index, lens, key, smears and SMEAR in self._performance.effects)

    def _draw_set(self, index: int, view: View, bench: Bench) -> None:
        """Everything behind the people, with their shadows on it."""
        room, scenery, targets = self._room, self._scenery, bench.targets
        block = self._block(view.lens, index)
        room.canvas.take_up(self._look)
        room.canvas.light(block)
        reflection = None
        if view.effects.reflections and scenery.mood.wet > 0 and scenery.has(Surface.WET):
            mirrored = self._block(view.lens.in_mirror(targets.mirror.size), index)
            reflection = bench.background.reflect(view, self._players, block, mirrored)
            room.canvas.wait()
        bench.background.begin(view)
        there = [player for player in self._players if player.shown]
        shadow = room.shadows.cast(there, targets, view.lens, scenery.mood, view.effects.soft_shadows)
        bench.background.complete(view, self._stands_still(index))
        targets.picture.frame.use()
        room.stage_set.moving(scenery, view.lens, reflection)
        room.shadows.draw(shadow, targets, view.lens, scenery.mood)
        targets.picture.frame.use()
        bench.background.sky(view)
        room.fireworks.draw(self._shells, index / self._performance.fps)
        if view.focus_m:
            targets.picture.frame.use()
            room.cast.colours(self._out_of_focus(view), view.effects)
            room.post.soften(targets, scenery, self._softness(view.focus_m), view.effects.halos)
        if view.effects.brushwork and self._look.brush > 0:
            room.post.lay_in(targets, view.lens, self._look, view.focus_m is None)

    def _draw_people(self, index: int, view: View, targets: Targets) -> None:
        """Figures and props, and the air in front of everything."""
        room, picture = self._room, targets.picture.frame
        picture.use()
        behind, rush = self._out_of_focus(view), self._rushes.at(index, view.lens, self._head(view.lens))
        room.rush.streaks(rush, index)
        seen = [player for player in in_view(self._players, view.lens) if player not in behind]
        with drawn_finely(room.canvas, targets, pixels_taken(seen, view.lens) if view.effects.fine_lines else None):
            room.cast.colours(seen, view.effects)
            room.canvas.start()
            if view.effects.outlines:
                room.cast.ink(seen)
        picture.depth_mask = False
        room.cast.ghosts(seen)
        if view.focus_m and self._performance.camera.focus is not None:
            room.post.soften_near(targets, view.focus_m)
            picture.use()
        room.splashes.draw(self._splashes, index / self._performance.fps)
        room.smoke.draw(self._scenery.plumes, self._performance, index)
        room.flames.draw(self._performance, index)
        room.accents.draw(self._performance.accents, index / self._performance.fps)
        room.stage_set.shine(self._scenery)
        room.air.weather(self._scenery.mood)
        picture.depth_mask = True
        if view.effects.optics:
            room.optics.draw(targets, self._scenery, view.lens, self._look, LENS_FLARE in self._performance.effects)
        room.rush.rays(self._blow(index, view.lens) or rush, index)

    def _finish(self, index: int, view: View, bench: Bench) -> NDArray[np.uint8]:
        room = self._room
        halos = view.focus_m is None
        done = room.post.finish(
            bench.targets, self._scenery, view.effects, halos, self._look, Instant(index, self._struck(index))
        )
        room.canvas.wait()
        return read_colour(room.canvas, done)

    def _head(self, lens: Lens) -> tuple[Matrix, float] | None:
        """Where the head is that the picture is about, and how large, frame heights."""
        subject = focus_subject(self._players, lens) if self._rushes.asked else None
        return (subject.pose.head, subject.head_px / self._size.height) if subject else None

    def _struck(self, index: int) -> int | None:
        """The how-manieth frame of a blow's impact frames this is; None of none."""
        blow = self._hit(index)
        return None if blow is None else index - self._first(blow)

    def _blow(self, index: int, lens: Lens) -> Rush | None:
        blow = self._hit(index)
        return None if blow is None else rush_of_blow(blow, lens)

    def _hit(self, index: int) -> Accent | None:
        """The blow whose impact frames these are: of those that the dial, or the words, ask for."""
        return next(
            (
                one
                for one in self._performance.accents
                if one.strength >= IMPACT_FROM and 0 <= index - self._first(one) < IMPACT_FRAMES
            ),
            None,
        )

    def _first(self, blow: Accent) -> int:
        return math.ceil(blow.time * self._performance.fps - 1e-6)

    def _is_close(self) -> bool:
        """Whether this is a close-up for most of its frames: focus is set for a shot, and never jumps within it."""
        last = self._performance.frames - 1
        close = [self._largest_head(last * step // (_LOOKS - 1)) >= self._look.close_up for step in range(_LOOKS)]
        return 2 * sum(close) > _LOOKS

    def _largest_head(self, index: int) -> float:
        """How large the largest head in the picture is in a frame, in frame heights."""
        lens = lens_at(self._performance.camera, index, self._size)
        for player in self._players:
            player.measure(index, lens)
        subject = focus_subject(self._players, lens)
        return subject.head_px / self._size.height if subject else 0.0

    def _out_of_focus(self, view: View) -> list[Player]:
        """Those well behind where the camera is focused: they are painted with the set, and soften with it."""
        if view.focus_m is None or self._performance.camera.focus is None:
            return []
        begins = view.focus_m + DEPTH_OF_FIELD_M
        return [player for player in in_view(self._players, view.lens) if view.lens.depth(player.middle) > begins]

    def _softness(self, focus_m: float) -> tuple[float, float]:
        """Where the softness behind the subject begins and is full; closer where the focus tells a story."""
        if self._performance.camera.focus is not None:
            return focus_m + DEPTH_OF_FIELD_M, focus_m * 1.2 + 2 * DEPTH_OF_FIELD_M
        return focus_m + 0.45, focus_m * 1.6 + 0.8

    def _focus(self, index: int, lens: Lens) -> float | None:
        """How far away the picture is sharp, metres; None where all of it is. Left to us: on who is in close-up."""
        told = self._performance.camera.focus
        if told is not None:
            return float(told[index]) if math.isfinite(told[index]) else None
        subject = focus_subject(self._players, lens) if self._close else None
        return lens.pixels_at_1m * subject.pose.unit_m / subject.head_px if subject else None

    def _block(self, lens: Lens, index: int) -> bytes:
        return scene_block(
            lens, self._scenery.mood, air_of(self._performance, index, self._scenery.mood.wet), self._look
        )

    def _stands_still(self, index: int) -> bool:
        """Whether the camera is where it is now one frame on."""
        if self._steady is not None:
            return self._steady
        after = min(index + 1, self._performance.frames - 1)
        camera = self._performance.camera
        return after != index and lens_at(camera, after, self._size).same_place(lens_at(camera, index, self._size))
