"""The parts of a glTF 2.0 file that the studio reads and writes, named as in the standard (camel case in the file).

Source: Khronos glTF 2.0 specification, section 5. What the studio has no use for is passed over.
"""

from typing import Any

from msgspec import Struct, field

FLOAT, BYTE, UBYTE, SHORT, USHORT, UINT = 5126, 5120, 5121, 5122, 5123, 5125
TRIANGLES = 4
Extensions = dict[str, Any]


class Part(Struct, frozen=True, rename="camel", omit_defaults=True, kw_only=True):
    """Anything in a glTF file."""


class Asset(Part, frozen=True):
    """What wrote the file, and in which version of the standard."""

    version: str
    generator: str = ""
    min_version: str = ""


class SparseIndices(Part, frozen=True):
    """Which elements a sparse accessor replaces."""

    buffer_view: int
    component_type: int
    byte_offset: int = 0


class SparseValues(Part, frozen=True):
    """What it replaces them with."""

    buffer_view: int
    byte_offset: int = 0


class Sparse(Part, frozen=True):
    """An accessor's exceptions."""

    count: int
    indices: SparseIndices
    values: SparseValues


class Accessor(Part, frozen=True):
    """An array: ``count`` elements of ``type`` in a buffer view; zeros without one."""

    component_type: int
    count: int
    type: str
    buffer_view: int | None = None
    byte_offset: int = 0
    normalized: bool = False
    min: tuple[float, ...] | None = None
    max: tuple[float, ...] | None = None
    sparse: Sparse | None = None


class BufferView(Part, frozen=True):
    """A run of a buffer's bytes."""

    buffer: int
    byte_length: int
    byte_offset: int = 0
    byte_stride: int | None = None
    target: int | None = None


class Buffer(Part, frozen=True):
    """Bytes: the file's own (no uri), in the text, or in a file beside it."""

    byte_length: int
    uri: str | None = None


class Image(Part, frozen=True):
    """A PNG or JPEG picture."""

    uri: str | None = None
    mime_type: str | None = None
    buffer_view: int | None = None
    name: str = ""


class Sampler(Part, frozen=True):
    """How a texture is repeated and filtered."""

    mag_filter: int | None = None
    min_filter: int | None = None
    wrap_s: int = 10497
    wrap_t: int = 10497


class Texture(Part, frozen=True):
    """A picture as it is looked up."""

    source: int | None = None
    sampler: int | None = None
    extensions: Extensions = field(default_factory=dict[str, Any])


class TextureInfo(Part, frozen=True):
    """Which texture, by which set of coordinates."""

    index: int
    tex_coord: int = 0
    extensions: Extensions = field(default_factory=dict[str, Any])


class Roughness(Part, frozen=True):
    """The base colour of a material, linear RGBA; the rest of it does not concern a cel painter."""

    base_color_factor: tuple[float, float, float, float] = (1.0, 1.0, 1.0, 1.0)
    base_color_texture: TextureInfo | None = None
    metallic_factor: float = 1.0
    roughness_factor: float = 1.0


class Material(Part, frozen=True):
    """How a primitive looks. alpha_mode: OPAQUE, MASK or BLEND."""

    name: str = ""
    pbr_metallic_roughness: Roughness = Roughness()
    alpha_mode: str = "OPAQUE"
    alpha_cutoff: float = 0.5
    double_sided: bool = False
    emissive_factor: tuple[float, float, float] = (0.0, 0.0, 0.0)
    extensions: Extensions = field(default_factory=dict[str, Any])


class Primitive(Part, frozen=True):
    """Triangles of one material. targets: morph targets, as attributes."""

    attributes: dict[str, int]
    indices: int | None = None
    material: int | None = None
    mode: int = TRIANGLES
    targets: tuple[dict[str, int], ...] = ()
    extensions: Extensions = field(default_factory=dict[str, Any])


class Mesh(Part, frozen=True):
    """Primitives that belong together."""

    primitives: tuple[Primitive, ...]
    name: str = ""
    weights: tuple[float, ...] = ()


class Node(Part, frozen=True):
    """A place in the tree: a matrix (by columns), or translation, rotation (x, y, z, w) and scale."""

    name: str = ""
    children: tuple[int, ...] = ()
    matrix: tuple[float, ...] | None = None
    translation: tuple[float, float, float] = (0.0, 0.0, 0.0)
    rotation: tuple[float, float, float, float] = (0.0, 0.0, 0.0, 1.0)
    scale: tuple[float, float, float] = (1.0, 1.0, 1.0)
    mesh: int | None = None
    skin: int | None = None


class Skin(Part, frozen=True):
    """The nodes that pull a mesh, and where each was when the mesh was bound to it."""

    joints: tuple[int, ...]
    inverse_bind_matrices: int | None = None
    skeleton: int | None = None
    name: str = ""


class Scene(Part, frozen=True):
    """The roots of what is shown."""

    nodes: tuple[int, ...] = ()
    name: str = ""


class Root(Part, frozen=True):
    """A whole file's JSON."""

    asset: Asset
    scene: int | None = None
    scenes: tuple[Scene, ...] = ()
    nodes: tuple[Node, ...] = ()
    meshes: tuple[Mesh, ...] = ()
    skins: tuple[Skin, ...] = ()
    materials: tuple[Material, ...] = ()
    textures: tuple[Texture, ...] = ()
    images: tuple[Image, ...] = ()
    samplers: tuple[Sampler, ...] = ()
    accessors: tuple[Accessor, ...] = ()
    buffer_views: tuple[BufferView, ...] = ()
    buffers: tuple[Buffer, ...] = ()
    extensions_used: tuple[str, ...] = ()
    extensions_required: tuple[str, ...] = ()
    extensions: Extensions = field(default_factory=dict[str, Any])
