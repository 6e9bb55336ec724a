"""Putting flesh on a creature's joints: which joints the points of its pieces follow."""

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import ArrayLike, NDArray

from studio.engine.creatures import joint_names, rest_place
from studio.engine.painters.cel.mesh import Mesh
from studio.engine.painters.cel.shapes import Finish, Shape, ball, curve, finish, merged, paint, tube
from studio.engine.performance import Matrix


@dataclass(frozen=True)
class Skeleton:
    """The joints of a kind, as its pieces are bound to them. Places in metres, creature frame."""

    kind: str

    def at(self, name: str) -> Matrix:
        """Where a joint, or "foot of" a leg, is at rest."""
        return rest_place(self.kind, name)

    def number(self, name: str) -> int:
        """The number of a joint."""
        return joint_names(self.kind).index(name)

    def on(self, name: str, *pieces: Mesh) -> list[Mesh]:
        """Pieces that follow one joint."""
        return [self.between(piece, name, name, np.zeros(len(piece.position))) for piece in pieces]

    def between(self, piece: Mesh, first: str, second: str, weight: ArrayLike) -> Mesh:
        """A piece that follows two joints; weight: (N,) of the second."""
        bones = np.tile(np.array((self.number(first), self.number(second)), np.uint8), (len(piece.position), 1))
        return replace(piece, bones=bones, weight=np.asarray(weight, np.float32))

    def along(self, piece: Mesh, first: str, second: str, start: ArrayLike, end: ArrayLike) -> Mesh:
        """A piece that goes over from one joint to another between two places."""
        way = np.asarray(end, float) - np.asarray(start, float)
        share = (piece.position - np.asarray(start, float)) @ way / (way @ way)
        return self.between(piece, first, second, smooth(share))

    def chin(self, muzzle: Matrix, radii: tuple[float, float, float], coat: Finish) -> list[Mesh]:
        """A lower jaw with what is red in it, inside a muzzle until it opens. radii: of the muzzle about its middle."""
        wide, long, high = radii
        lower = ball(muzzle + by(0, 0.04 * long, -0.30 * high), (0.80 * wide, 0.88 * long, 0.56 * high), 12, 8)
        gums = ball(muzzle + by(0, 0.04 * long, -0.02 * high), (0.66 * wide, 0.76 * long, 0.34 * high), 11, 7)
        tongue = ball(muzzle + by(0, 0.0, 0.20 * high), (0.40 * wide, 0.60 * long, 0.20 * high), 9, 6)
        red, pink = finish("#6a1f2c", 0.0), finish("#e0707c", 0.0)
        return self.on("jaw", paint(lower, coat), paint(gums, red), paint(tongue, pink))

    def leg(self, name: str, path: list[Matrix], radii: tuple[float, ...], coat: Finish) -> list[Mesh]:
        """A leg along a path, bent at its second joint. path: from above the first joint to the ankle."""
        skin = paint(
            tube(curve(path, 11), np.interp(np.linspace(0, 1, 11), np.linspace(0, 1, len(radii)), radii), 9), coat
        )
        upper, lower = name, f"{name[:-2]}2{name[-2:]}"
        knee, foot = self.at(lower), self.at(f"foot of {name}")
        spread = 0.14 * (knee[2] - foot[2] + 0.02)
        return [self.between(skin, upper, lower, smooth((knee[2] + spread - skin.position[:, 2]) / (2 * spread)))]

    def eyes(self, apart: float, size: float, iris: str, slim: float = 0.55) -> list[Mesh]:
        """Two eyes with a highlight, on the joint that shuts them, and the dark line they are when shut."""
        _, y, z = self.at("eyes")
        spots = [(s * apart, y, z) for s in (-1, 1)]
        whole = [ball(spot, (size, size * slim, size * 1.15), 11, 8) for spot in spots]
        dark = [
            ball((x, y - size * (slim - 0.2), z), (size * 0.58, size * 0.36, size * 0.88), 9, 7) for x, _, _ in spots
        ]
        lights = [
            ball(
                (x - size * 0.3, y - size * (slim + 0.07), z + size * 0.42),
                (size * 0.3, size * 0.14, size * 0.32),
                7,
                5,
            )
            for x, _, _ in spots
        ]
        coats = (finish(iris, 0.0), finish("#1c1822", 0.0), finish("#ffffff", 0.0, depth=1.0))
        return self.on(
            "eyes", *(paint(merged(part), coat) for part, coat in zip((whole, dark, lights), coats, strict=True))
        )


def by(x: float, y: float, z: float) -> Matrix:
    """A way from a place, metres."""
    return np.array([x, y, z], float)


def smooth(share: ArrayLike) -> NDArray[np.float64]:
    """A smooth step of what goes from 0 to 1."""
    t = np.clip(np.asarray(share, float), 0, 1)
    return t * t * (3 - 2 * t)


def sides(piece: Shape) -> tuple[tuple[str, Shape], tuple[str, Shape]]:
    """A piece made for the left and its mirror image for the right."""
    flip = np.array([-1.0, 1.0, 1.0])
    other = replace(
        piece, position=piece.position * flip, normal=piece.normal * flip, triangles=piece.triangles[:, ::-1]
    )
    return ("l", piece), ("r", other)
