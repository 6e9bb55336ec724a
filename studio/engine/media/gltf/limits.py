"""How much a model may hold. More than any character or prop needs, and never more than the machine bears."""

from typing import Final

FILE_BYTES: Final = 256 * 2**20
JSON_BYTES: Final = 16 * 2**20
JSON_OBJECTS: Final = 200_000
NODES: Final = 4096
VERTICES: Final = 400_000
TRIANGLES: Final = 600_000
MORPHS: Final = 1024
IMAGES: Final = 128
IMAGE_SIDE_PX: Final = 8192
IMAGE_PIXELS: Final = 128 * 2**20
"""Of all pictures together."""
