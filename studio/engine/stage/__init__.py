"""The stage: plays one shot out in a simulated world. Start reading at ``perform.py``."""

import os

# The stage draws nothing: without this, importing MuJoCo looks for a window system, in a process of its own.
os.environ.setdefault("MUJOCO_GL", "disable")
