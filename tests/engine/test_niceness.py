"""Threads of foreign libraries stay behind the window's."""

import os
import sys
import threading

import pytest

from studio.engine.niceness import NICENESS, behind_the_window


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux gives each thread a niceness of its own")
def test_only_threads_begun_in_the_block_step_back() -> None:
    ids: list[int] = []
    told, done = threading.Semaphore(0), threading.Event()

    def wait() -> None:
        ids.append(threading.get_native_id())
        told.release()
        done.wait()

    own = os.getpriority(os.PRIO_PROCESS, threading.get_native_id())
    before = threading.Thread(target=wait)
    before.start()
    told.acquire()
    inside = threading.Thread(target=wait)
    with behind_the_window():
        inside.start()
        told.acquire()
    nicenesses = [os.getpriority(os.PRIO_PROCESS, number) for number in ids]
    done.set()
    before.join()
    inside.join()
    assert nicenesses == [own, NICENESS]
