"""The people and props of a shot, posed frame by frame and drawn."""

from collections.abc import Callable
from dataclasses import dataclass
from itertools import product
from typing import Final, TypeAlias

import moderngl
import numpy as np
from numpy.typing import NDArray

from studio.engine.painters.cel.canvas import OVER, UNITS, Canvas, put
from studio.engine.painters.cel.effects import Effects
from studio.engine.painters.cel.exposure import before, dressed, exposed, exposed_face
from studio.engine.painters.cel.faces import FaceDrawing
from studio.engine.painters.cel.guests.acting import Guest
from studio.engine.painters.cel.guests.feelings import FEELINGS, shows
from studio.engine.painters.cel.guests.model import GuestModel
from studio.engine.painters.cel.hangings import Hanging
from studio.engine.painters.cel.lens import Lens
from studio.engine.painters.cel.marks import MARKS, ages, mark_pose, marked
from studio.engine.painters.cel.mesh import Surface
from studio.engine.painters.cel.models import Model
from studio.engine.painters.cel.pose import HEAD, Pose, pose_block, prop_pose
from studio.engine.painters.cel.shelf import FigureModel, PropModel, Shelf
from studio.engine.painters.cel.swing import swing
from studio.engine.painters.cel.vertices import Kind
from studio.engine.performance import Actor, Face, Floats, Matrix, Performance, PropTrack

FIGURE_SURFACES: Final = (Surface.PLAIN, Surface.CLOTH, Surface.SKIN, Surface.FACE, Surface.HAIR, Surface.GLOW)
COATS: Final = (Surface.COAT, Surface.COAT_FILM)
_OPAQUE: Final = moderngl.DEPTH_TEST | moderngl.CULL_FACE
GHOST_FROM_PX: Final = 26.0
"""Heads smaller than this need no eyes through the fringe."""


_BESIDE_HEADS: Final = 1.4
"""How far from its joints anything of a figure is, head units: hair, hats and skirts, which swing."""
_SOAKED: Final = 0.01
"""How wet somebody is who is drawn so."""
SMEAR_FRAMES: Final = 1.7
"""How many frames' way a smear is dragged out at most."""


@dataclass(frozen=True, eq=False)
class Role:
    """Somebody or something in the shot.

    dress: what puts a thing that bends where it is in a frame; None for what does not. dress_then: the same for where
    it is in another frame, which the flow pass looks at. guest: a character of a file.
    pose: frame to Pose. drawing: frame to face drawing; None for a prop. footprint_m: radius of its blob.
    shown: (F,) bool, whether it is there at all; None for always. before: frame to the Pose that its smear is dragged
    out from; None for what bends by itself.
    """

    number: int
    model: Model
    pose: Callable[[int], Pose]
    footprint_m: float
    drawing: Callable[[int], FaceDrawing] | None = None
    figure: FigureModel | None = None
    guest: bool = False
    dress: Callable[[int], None] | None = None
    dress_then: Callable[[int], None] | None = None
    shown: NDArray[np.bool_] | None = None
    before: Callable[[int], Pose] | None = None

    @property
    def wears_coats(self) -> bool:
        """Whether its surfaces are pictures of its own."""
        return not set(COATS).isdisjoint(kind.surface for kind in self.model.kinds)

    @property
    def is_person(self) -> bool:
        """Whether it is somebody, with a head."""
        return self.guest or self.figure is not None


def roles(performance: Performance, shelf: Shelf, drawing: Callable[[Face, int], FaceDrawing]) -> tuple[Role, ...]:
    """Everyone and everything in a shot, with the swing of hair and cloth worked out."""
    numbers = performance.id_numbers
    shelf.make_room(len(performance.actors), len(performance.props))

    def played(actor: Actor) -> Role:
        number = numbers[actor.member.id]
        if actor.member.look.model is not None:
            return _guest(actor, number, shelf.guest(actor.member, actor.member.look.model), performance)
        return _person(actor, number, shelf.figure(actor.member), performance, drawing)

    people = [played(actor) for actor in performance.actors]
    marks = [
        mark
        for actor, person in zip(performance.actors, people, strict=True)
        for mark in _marks(actor, person, performance, shelf)
    ]
    things = [
        _thing(
            track,
            numbers[track.prop.id],
            shelf.prop(track.prop, track.shard, track.lit, track.opening is not None),
            performance.fps,
        )
        for track in performance.props
    ]
    return (*people, *things, *marks)


def _marks(actor: Actor, person: Role, performance: Performance, shelf: Shelf) -> list[Role]:
    """The marks beside somebody's head, as part of them; and what is laid on the face of a guest."""
    out = _feelings(actor, person, shelf)
    for mark in MARKS:
        drawn = marked(actor, mark)
        if drawn is not None:
            age = ages(drawn, performance.fps)

            def pose(frame: int, mark: str = mark, age: Floats = age) -> Pose:
                return mark_pose(mark, person.pose(frame), performance.camera, frame, float(age[frame]))

            out.append(Role(person.number, shelf.mark(mark), pose, 0.0, shown=drawn))
    return out


def _feelings(actor: Actor, person: Role, shelf: Shelf) -> list[Role]:
    """The blush and the tears of a guest; the studio's own faces have them drawn in."""
    model = actor.member.look.model
    if model is None:
        return []
    guest, out = shelf.guest(actor.member, model), list[Role]()
    for feeling in FEELINGS:
        shown = shows(actor.face, feeling)
        shown = shown if actor.shown is None else shown & actor.shown
        if shown.any():

            def pose(frame: int) -> Pose:
                stands = person.pose(frame)
                return Pose(stands.transforms[HEAD][None], np.zeros((1, 3)), stands.unit_m, stands.ground)

            out.append(Role(person.number, guest.feeling(feeling), pose, 0.0, shown=shown))
    return out


def bending(hanging: Hanging) -> Role:
    """A cloth or a rope."""
    return Role(
        hanging.number,
        hanging.model,
        hanging.pose,
        hanging.footprint_m,
        dress=hanging.dress,
        dress_then=hanging.dress_then,
    )


def _person(
    actor: Actor,
    number: int,
    figure: FigureModel,
    performance: Performance,
    drawing: Callable[[Face, int], FaceDrawing],
) -> Role:
    moved = swing(actor, performance.fps, performance.wind, performance.gusts, figure.worn)

    def pose(frame: int) -> Pose:
        return Pose(
            moved.transforms[frame],
            figure.rest,
            figure.unit_m,
            float(actor.root[frame, 2]),
            moved.hair[frame],
            moved.cloth[frame],
            float(actor.wet[frame]) if actor.wet is not None else 0.0,
            hem=(moved.hem[0][frame], moved.hem[1]) if moved.hem is not None else None,
        )

    face = exposed_face(actor.face, actor.drawn)
    held = exposed(pose, actor.drawn, actor.root, performance.fps)
    came = before(pose, actor.drawn)
    shown = actor.shown
    return Role(number, figure.model, held, 0.34, lambda frame: drawing(face, frame), figure, shown=shown, before=came)


def _guest(actor: Actor, number: int, model: GuestModel, performance: Performance) -> Role:
    # A mesh that comes in the world's own metres cannot be moved on by itself: who goes along is then on ones.
    drawn = None if actor.drawn is not None and actor.drawn.along else actor.drawn
    guest = Guest(actor, model, performance)
    return Role(
        number,
        model.model,
        exposed(guest.pose, drawn, actor.root, performance.fps),
        0.34,
        dress=dressed(guest.dress, drawn),
        dress_then=dressed(guest.dress_then, drawn),
        shown=actor.shown,
        guest=True,
    )


def _thing(track: PropTrack, number: int, prop: PropModel, fps: int) -> Role:
    def pose(frame: int) -> Pose:
        return prop_pose(track, frame)

    held = exposed(pose, track.drawn, track.position, fps)
    return Role(number, prop.model, held, prop.radius_m, shown=track.shown, before=before(pose, track.drawn))


Ready: TypeAlias = Callable[["Player", moderngl.Program], None]


class Player:
    """A role with its uniform block, standing as in one frame."""

    def __init__(self, block: moderngl.Buffer, role: Role) -> None:
        self.role = role
        self.pose = role.pose(0)
        self.head_px = 0.0
        self.shown = True
        self.face: moderngl.Texture | None = None
        self.smear: bytes | None = None
        self._block = block

    def stand(self, frame: int, lens: Lens, key: Matrix, smears: bool = False) -> None:
        """Take the pose and the face of a frame; ``smears``: dragged out where it is quick."""
        role = self.role
        self.shown = role.shown is None or bool(role.shown[frame])
        self.measure(frame, lens)
        if role.dress is not None:
            role.dress(frame)
        self._block.orphan()
        self._block.write(pose_block(self.pose, key, role.number))
        dragged = smears and role.before is not None
        self.smear = pose_block(role.before(frame), key, role.number) if dragged and role.before else None
        if role.figure and role.drawing:
            self.face = role.figure.face(role.drawing(frame), self.head_px)

    def measure(self, frame: int, lens: Lens) -> None:
        """Take the pose of a frame, and how large the head is in it."""
        self.pose = self.role.pose(frame)
        self.head_px = lens.pixels(self.pose.unit_m, self.pose.head)

    @property
    def middle(self) -> Matrix:
        """The middle of the body, (4,) metres and a 1."""
        return self.pose.transforms[0, :, 3]

    @property
    def reach_m(self) -> float:
        """How far from the middle anything of it can be."""
        return 4.6 * self.pose.unit_m if self.role.is_person else self.role.footprint_m * 1.8

    @property
    def corners(self) -> Matrix:
        """Corners of a solid that all of it is in, (N, 3) metres: a cube round every joint, or round all of it."""
        slim = self.role.figure is not None and self.smear is None
        joints = self.pose.transforms[:, :3, 3] if slim else self.middle[None, :3]
        reach = _BESIDE_HEADS * self.pose.unit_m if slim else self.reach_m or self.pose.unit_m
        return np.concatenate([joints + reach * np.array(way) for way in product((-1.0, 1.0), repeat=3)])

    def bind(self) -> None:
        """Make this the pose that the next draws use."""
        self._block.bind_to_uniform_block(1)


class Cast:
    """Draws players into whatever target is in use."""

    def __init__(self, canvas: Canvas) -> None:
        self._canvas = canvas

    def colours(self, players: list[Player], effects: Effects, mirrored: bool = False) -> None:
        """Shaded surfaces."""
        canvas = self._canvas
        canvas.state(moderngl.DEPTH_TEST | moderngl.CULL_FACE)
        canvas.context.cull_face = "front" if mirrored else "back"
        canvas.brush.use(UNITS["brush"])
        canvas.ring.use(UNITS["ring"])
        for player in players:
            player.bind()
            self._bind_face(player)
            smear, soaked = self._smear(player), ("SOAKED",) if player.pose.wet > _SOAKED else ()
            for kind in player.role.model.kinds:
                program = self._surface_program(kind.surface, effects, mirrored, (*soaked, *smear))
                self._canvas.state(_OPAQUE, OVER if kind.surface is Surface.COAT_FILM else None)
                player.role.model.draw(program, kind)
        canvas.context.cull_face = "back"

    def ink(self, players: list[Player]) -> None:
        """Outlines: the back of a slightly swollen hull."""
        self._canvas.state(_OPAQUE)
        self._canvas.context.cull_face = "front"
        self._draw_all(players, "ink_fragment.glsl", "HULL")
        self._canvas.context.cull_face = "back"

    def ghosts(self, players: list[Player]) -> None:
        """Eyes and brows seen faintly through the fringe."""
        over = (moderngl.SRC_ALPHA, moderngl.ONE_MINUS_SRC_ALPHA, moderngl.ZERO, moderngl.ONE)
        self._canvas.state(moderngl.DEPTH_TEST | moderngl.CULL_FACE, over)
        program = self._canvas.programs.get("figure_vertex.glsl", "figure_fragment.glsl", "GHOST", **UNITS)
        for player in players:
            if player.face and player.head_px >= GHOST_FROM_PX:
                player.bind()
                player.face.use(0)
                player.role.model.draw(program, Kind(Surface.FACE))

    def laid_down(self, players: list[Player]) -> None:
        """Silhouettes projected on the ground, as white."""
        self._canvas.state()
        self._draw_all(players, "flat_fragment.glsl", "FLAT", "SHADOW", value=1.0)

    def truth(self, players: list[Player], layer: str, ink: bool, ready: Ready) -> None:
        """One layer of the truth; with ``ink`` the outline counts as theirs.

        Args:
            layer: NUMBER, SURFACE or FLOW. ready: sets a program's uniforms for a player.
        """
        context = self._canvas.context
        hulls = ((), ("HULL",)) if ink else ((),)
        self._canvas.state(moderngl.DEPTH_TEST | moderngl.CULL_FACE)
        if layer == "FLOW":
            self._dragged_out(players, hulls)
        for player in players:
            player.bind()
            bends = ("BENDING",) if player.role.dress_then else ()
            bends = bends if layer == "FLOW" else self._smear(player)
            for hull in hulls:
                program = self._canvas.programs.get(
                    "truth_figure_vertex.glsl", "truth_fragment.glsl", layer, *bends, *hull
                )
                put(program, smear=SMEAR_FRAMES)
                ready(player, program)
                context.cull_face = "front" if hull else "back"
                player.role.model.draw(program)
        context.cull_face = "back"

    def _dragged_out(self, players: list[Player], hulls: tuple[tuple[str, ...], ...]) -> None:
        """Nothing is known of where a smear goes: it is in no other frame. What is not dragged is drawn over it."""
        context = self._canvas.context
        for player in players:
            smear = self._smear(player)
            if not smear:
                continue
            player.bind()
            for hull in hulls:
                program = self._canvas.programs.get(
                    "truth_figure_vertex.glsl", "truth_fragment.glsl", "NUMBER", *smear, *hull
                )
                put(program, smear=SMEAR_FRAMES, value=(0.0,) * 4)
                context.cull_face = "front" if hull else "back"
                player.role.model.draw(program)

    def line_truth(self, players: list[Player], ink: bool) -> None:
        """Black figures with white outlines."""
        context = self._canvas.context
        self._canvas.state(moderngl.DEPTH_TEST | moderngl.CULL_FACE)
        self._draw_all(players, "flat_fragment.glsl", "FLAT", "BLACK", value=0.0)
        if ink:
            context.cull_face = "front"
            self._draw_all(players, "flat_fragment.glsl", "HULL", value=1.0)
            context.cull_face = "back"

    def _draw_all(self, players: list[Player], fragment: str, *defines: str, value: float = 0.0) -> None:
        """Draw all surfaces alike; of those with pictures of their own, what these leave open is left out."""
        for player in players:
            coat = (Surface.COAT.name,) if player.role.wears_coats else ()
            names = (*defines, *coat, *self._smear(player))
            program = self._canvas.programs.get("figure_vertex.glsl", fragment, *names, **UNITS)
            put(program, value=(value,) * 4, smear=SMEAR_FRAMES)
            player.bind()
            player.role.model.draw(program)

    def _smear(self, player: Player) -> tuple[str, ...]:
        """The shaders' name for a smear, with the pose it is dragged out from in place; nothing for who has none."""
        if player.smear is None:
            return ()
        self._canvas.pose_then(player.smear)
        return ("SMEAR",)

    def _bind_face(self, player: Player) -> None:
        (player.face or self._canvas.blank).use(UNITS["picture"])
        figure = player.role.figure
        (figure.hair_mask if figure else self._canvas.blank).use(UNITS["hair_mask"])

    def _surface_program(
        self, surface: Surface, effects: Effects, mirrored: bool, state: tuple[str, ...]
    ) -> moderngl.Program:
        name = surface.name if surface in (*FIGURE_SURFACES, *COATS) else Surface.PLAIN.name
        defines = [Surface.COAT.name, name] if surface is Surface.COAT_FILM else [name]
        if surface is Surface.CLOTH and effects.folds and not mirrored:
            defines.append("FOLDS")
        if mirrored:
            defines.append("MIRROR")
        defines += [*self._canvas.shading, *state]
        program = self._canvas.programs.get("figure_vertex.glsl", "figure_fragment.glsl", *defines, **UNITS)
        put(program, smear=SMEAR_FRAMES)
        return program
