"""One long call of somebody else's code, done aside while the engine thread goes on with its other work."""

from collections.abc import Callable, Generator
from concurrent.futures import Future, ThreadPoolExecutor
from concurrent.futures import TimeoutError as StillAtIt
from typing import TypeVar

from studio.engine.stop import StopToken

Result = TypeVar("Result")
_LOOK_S = 0.02


def aside(call: Callable[[], Result], stop: StopToken) -> Generator[None, None, Result]:
    """The call's result; yields while it is made. The call must touch nothing that the engine thread does.

    Raises:
        Stopped: the token was set; the call is waited for first, as nothing can end it. What the call raises.
    """
    with ThreadPoolExecutor(1, "aside") as thread:
        making = thread.submit(call)
        while not _is_done(making):
            yield None
        stop.check()
        return making.result()


def _is_done(making: "Future[Result]") -> bool:
    try:
        making.exception(_LOOK_S)
    except StillAtIt:
        return False
    return True
