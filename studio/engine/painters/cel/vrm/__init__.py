"""The cast as VRM 1.0 files, for other programs."""

from studio.engine.painters.cel.vrm.character import LICENCE, vrm_file, vrm_steps

__all__ = ["LICENCE", "vrm_file", "vrm_steps"]
