"""The film's sound for playback: each shot's stems mixed simply, and laid end to end with their tails."""

from collections.abc import Iterator
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from studio.engine.sound.stems import RATE, Stems
from studio.timeline.film import ShotId
from studio.ui.film_map import FilmMap

GAINS = {"dialogue": 1.0, "effects": 0.9, "ambience": 0.7, "painted": 0.9}
_SLICE = RATE * 2
_FULL = 32_767.0

Piece = NDArray[np.int16]


class ProgrammePlayer(Protocol):
    """Where the programme goes."""

    def set_programme(self, start_sample: int, samples: NDArray[np.float32]) -> None:
        """Put (2, n) float32 samples at a place of the film."""
        ...


def mixed_in_slices(stems: Stems, into: dict[str, Piece]) -> Iterator[None]:
    """Mix a shot's stems into ``into["mix"]``, (2, n) int16, a slice of 2 s at a time."""
    named = stems.named()
    length = max(samples.shape[1] for samples in named.values())
    mix = np.zeros((2, length), np.int16)
    for first in range(0, length, _SLICE):
        part = sum(GAINS[name] * samples[:, first : first + _SLICE] for name, samples in named.items())
        mix[:, first : first + _SLICE] = np.clip(part, -1, 1) * _FULL
        yield
    into["mix"] = mix


class Programme:
    """Keeps each shot's mix, and tells the player where in the film it is heard."""

    def __init__(self, player: ProgrammePlayer) -> None:
        self._player = player
        self._pieces: dict[ShotId, Piece] = {}

    def put(self, shot: ShotId, piece: Piece) -> None:
        """Keep a shot's mix."""
        self._pieces[shot] = piece

    def forget_all_but(self, shots: set[ShotId]) -> None:
        """Let go of the mixes of shots that are no more."""
        self._pieces = {shot: piece for shot, piece in self._pieces.items() if shot in shots}

    def place(self, map_: FilmMap, place: int) -> None:
        """Give the player one shot, and the next one again because this one's tail rings into it."""
        self._give(map_, place)
        if place + 1 < len(map_.shots):
            self._give(map_, place + 1)

    def place_all_in_slices(self, map_: FilmMap) -> Iterator[None]:
        """Give the player the whole film, a shot at a time."""
        for place in range(len(map_.shots)):
            self._give(map_, place)
            yield

    def _give(self, map_: FilmMap, place: int) -> None:
        first = round(map_.starts[place] * RATE)
        last_shot = place + 1 == len(map_.shots)
        length = round(map_.starts[place + 1] * RATE) - first
        region = np.zeros((2, length + (RATE // 2 if last_shot else 0)), np.float32)
        self._add(region, map_.shots[place].id, 0)
        if place > 0:
            before = map_.shots[place - 1]
            self._add(region, before.id, round(map_.starts[place] * RATE) - round(map_.starts[place - 1] * RATE))
        self._player.set_programme(first, region)

    def _add(self, region: NDArray[np.float32], shot: ShotId, skip: int) -> None:
        piece = self._pieces.get(shot)
        if piece is not None:
            part = piece[:, skip : skip + region.shape[1]]
            region[:, : part.shape[1]] += part / np.float32(_FULL)
