"""What a package may hold at most. A file that asks for more is refused before anything of it is unpacked."""

from typing import Final

FORMAT: Final = 1
"""Version of the boxes and of ``package.json``; a higher one is a newer studio's."""

BOX_BYTES: Final = 2**30
"""Of one ``uuid`` box with its header. FFmpeg refuses a whole film over one of more than 2 GiB."""
MOST_PARTS: Final = 4096
MOST_BOXES: Final = 100_000
"""Top-level boxes of a file: more than any film has, and soon counted."""

MOST_ENTRIES: Final = 20_000
INDEX_BYTES: Final = 8 * 2**20
"""The ZIP's own list of what is in it."""
LONGEST_NAME: Final = 200
JSON_BYTES: Final = 48 * 2**20
"""Each of the texts that are read into memory: the record, the document, the worlds."""
DEFLATED_BYTES: Final = 512 * 2**20
"""All that is packed tighter than it is, unpacked. Media are stored as they are, so a bomb has nothing to grow from."""
PICTURE_BYTES: Final = 8 * 2**20
PICTURE_SIDE: Final = 4096
