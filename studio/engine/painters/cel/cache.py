"""Keeping the things used most recently, and giving the others back."""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Generic, Protocol, TypeVar


class Releasable(Protocol):
    """Something that holds on to the graphics card."""

    def release(self) -> object:
        """Give it back."""
        ...


Key = TypeVar("Key", bound=Hashable)
Kept = TypeVar("Kept", bound=Releasable)


class Recent(Generic[Key, Kept]):
    """At most ``most`` things; the one unused for longest is released first.

    given_back: how many were; whoever holds things of it across its use by others looks whether that has changed.
    """

    def __init__(self, most: int) -> None:
        self.given_back = 0
        self._most = most
        self._kept: OrderedDict[Key, Kept] = OrderedDict()

    def get(self, key: Key, make: Callable[[], Kept]) -> Kept:
        """The thing with this key, made if it is not kept."""
        if key not in self._kept:
            self._kept[key] = make()
            while len(self._kept) > self._most:
                self._kept.popitem(last=False)[1].release()
                self.given_back += 1
        self._kept.move_to_end(key)
        return self._kept[key]

    def make_room(self, needed: int) -> None:
        """Keep so many from now on, where fewer were kept: all of them are in use at once."""
        self._most = max(self._most, needed)

    def release(self) -> None:
        """Release everything."""
        while self._kept:
            self._kept.popitem()[1].release()
