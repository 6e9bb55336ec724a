"""Who of the players is in the picture, and where in it."""

import numpy as np

from studio.engine.painters.cel.cast import Player
from studio.engine.painters.cel.lens import Lens


def in_view(players: list[Player], lens: Lens) -> list[Player]:
    """Those of whom anything may be seen."""
    planes = lens.planes / np.linalg.norm(lens.planes[:, :3], axis=1, keepdims=True)
    return [player for player in players if player.shown and np.all(planes @ player.middle >= -player.reach_m)]


def pixels_taken(players: list[Player], lens: Lens) -> tuple[int, int, int, int] | None:
    """Left, bottom, width and height of the part of the picture that they can be in; None if they are in none."""
    area = lens.area(np.concatenate([player.corners for player in players])) if players else None
    return None if area is None else lens.pixels_of(area)


def focus_subject(players: list[Player], lens: Lens) -> Player | None:
    """The person whose head is largest in the picture and in it, or None."""
    seen = [player for player in players if player.role.is_person and _in_picture(player, lens)]
    return max(seen, key=lambda player: player.head_px, default=None)


def _in_picture(player: Player, lens: Lens) -> bool:
    clip = lens.view_projection @ np.append(player.pose.head, 1.0)
    return bool(clip[3] > 0 and np.all(np.abs(clip[:2]) < clip[3] * 1.1))
