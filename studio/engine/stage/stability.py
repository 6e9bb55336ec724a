"""When numbers run away: MuJoCo is kept from writing a log where the studio was started, and the fault is seen."""

import logging
from typing import Any

import mujoco
import numpy as np
from numpy.typing import NDArray

log = logging.getLogger(__name__)

# Without a listener every warning is appended to MUJOCO_LOG.TXT in whatever folder the studio was started from.
mujoco.set_mju_user_warning(log.info)


class Watch:
    """Watches one simulation, and can put it back to the last state that was sound.

    MuJoCo answers an unstable step by starting the simulation over, which would throw things to where they began.
    """

    def __init__(self, data: Any) -> None:
        self._data = data
        first, last = int(mujoco.mjtWarning.mjWARN_BADQPOS), int(mujoco.mjtWarning.mjWARN_BADQACC)
        self._faults: NDArray[np.int32] = data.warning.number[first : last + 1]  # a view: MuJoCo counts in it
        self._sound: NDArray[np.float64] = data.qpos.copy()

    @property
    def broken(self) -> bool:
        """Whether the latest step came out unstable."""
        return bool(self._faults.any())

    def keep(self) -> None:
        """Remember where everything is now."""
        self._sound[:] = self._data.qpos

    def restore(self) -> None:
        """Put everything where it was kept, at rest."""
        self._data.qpos[:] = self._sound
        self._data.qvel[:] = 0.0
        self._faults[:] = 0
