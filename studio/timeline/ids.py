"""What names the parts of a film."""

from typing import NewType, TypeAlias

SceneId = NewType("SceneId", str)
ShotId = NewType("ShotId", str)
CastId = NewType("CastId", str)
PropId = NewType("PropId", str)
OverlayId = NewType("OverlayId", str)
EntityId: TypeAlias = CastId | PropId
