"""glTF files made by hand, without the studio's own writer: a box, and a blocky VRM 0.x person."""

import json
import struct

import cv2
import numpy as np

F32 = np.float32
KIND = {1: "SCALAR", 2: "VEC2", 3: "VEC3", 4: "VEC4", 16: "MAT4"}
COMPONENT = {"f4": 5126, "u1": 5121, "u2": 5123, "u4": 5125}


class Hand:
    """Bytes and the JSON that names them."""

    def __init__(self):
        self.binary = bytearray()
        self.json = {"asset": {"version": "2.0"}, "bufferViews": [], "accessors": [], "images": [], "textures": []}

    def view(self, data):
        self.binary += b"\0" * (-len(self.binary) % 4)
        self.json["bufferViews"].append({"buffer": 0, "byteOffset": len(self.binary), "byteLength": len(data)})
        self.binary += data
        return len(self.json["bufferViews"]) - 1

    def array(self, values):
        values = np.ascontiguousarray(values)
        flat = values.reshape(len(values), -1)
        kind = f"{values.dtype.kind}{values.dtype.itemsize}"
        entry = {"bufferView": self.view(values.tobytes()), "componentType": COMPONENT[kind]}
        self.json["accessors"].append(entry | {"count": len(values), "type": KIND[flat.shape[1]]})
        return len(self.json["accessors"]) - 1

    def texture(self, pixels):
        png = cv2.imencode(".png", pixels[..., ::-1])[1].tobytes()
        self.json["images"].append({"bufferView": self.view(png), "mimeType": "image/png"})
        self.json["textures"].append({"source": len(self.json["images"]) - 1})
        return len(self.json["textures"]) - 1

    def file(self, **more):
        return packed({**self.json, **more, "buffers": [{"byteLength": len(self.binary)}]}, bytes(self.binary))


def packed(told, binary=b"", length=None):
    text = told if isinstance(told, bytes) else json.dumps(told).encode()
    text += b" " * (-len(text) % 4)
    binary += b"\0" * (-len(binary) % 4)
    total = 28 + len(text) + len(binary)
    head = struct.pack("<III", 0x46546C67, 2, length or total)
    chunks = struct.pack("<II", len(text), 0x4E4F534A) + text + struct.pack("<II", len(binary), 0x004E4942) + binary
    return head + chunks


def taken_apart(data):
    """The JSON and the binary of a file."""
    size = struct.unpack_from("<I", data, 12)[0]
    return json.loads(data[20 : 20 + size]), data[28 + size :]


def cube(centre, size):
    """(24, 3) places, normals, (36,) corners."""
    places, normals, corners = [], [], []
    for axis in range(3):
        for sign in (-1, 1):
            first = len(places)
            for a, b in ((-1, -1), (1, -1), (1, 1), (-1, 1)):
                corner, normal = np.zeros(3), np.zeros(3)
                corner[axis], corner[(axis + 1) % 3], corner[(axis + 2) % 3] = sign, a, b
                normal[axis] = sign
                places.append(np.array(centre) + corner * np.array(size) / 2)
                normals.append(normal)
            corners += [first + k for k in ((0, 1, 2, 0, 2, 3) if sign > 0 else (0, 2, 1, 0, 3, 2))]
    return np.array(places, F32), np.array(normals, F32), np.array(corners, np.uint16)


def box_file(size=(0.4, 0.3, 0.2), picture=None, **more):
    """A box standing off its origin, turned by its node: x wide, y tall, z deep in the file's axes."""
    hand = Hand()
    places, normals, corners = cube((0.0, 0.0, 0.0), size)
    attributes = {"POSITION": hand.array(places), "NORMAL": hand.array(normals)}
    base = {"baseColorFactor": [0.0, 0.6, 0.1, 1.0]}
    if picture is not None:
        base = {"baseColorTexture": {"index": hand.texture(picture)}}
        attributes["TEXCOORD_0"] = hand.array(np.full((len(places), 2), 0.5, F32))
    return hand.file(
        **{
            "scene": 0,
            "scenes": [{"nodes": [0]}],
            "nodes": [{"mesh": 0, "translation": [3.0, 2.0, 1.0]}],
            "meshes": [{"primitives": [{"attributes": attributes, "indices": hand.array(corners), "material": 0}]}],
            "materials": [{"pbrMetallicRoughness": base}],
            **more,
        }
    )


# Node, parent, place; VRM 0.x looks along -z, so its left is -x.
BONES = [
    ("hips", None, (0, 0.80, 0)),
    ("spine", "hips", (0, 0.92, 0)),
    ("chest", "spine", (0, 1.06, 0)),
    ("neck", "chest", (0, 1.26, 0)),
    ("head", "neck", (0, 1.32, 0)),
    ("leftUpperArm", "chest", (-0.14, 1.18, 0)),
    ("leftLowerArm", "leftUpperArm", (-0.38, 1.18, 0)),
    ("leftHand", "leftLowerArm", (-0.60, 1.18, 0)),
    ("rightUpperArm", "chest", (0.14, 1.18, 0)),
    ("rightLowerArm", "rightUpperArm", (0.38, 1.18, 0)),
    ("rightHand", "rightLowerArm", (0.60, 1.18, 0)),
    ("leftUpperLeg", "hips", (-0.08, 0.76, 0)),
    ("leftLowerLeg", "leftUpperLeg", (-0.08, 0.40, 0)),
    ("leftFoot", "leftLowerLeg", (-0.08, 0.07, 0)),
    ("rightUpperLeg", "hips", (0.08, 0.76, 0)),
    ("rightLowerLeg", "rightUpperLeg", (0.08, 0.40, 0)),
    ("rightFoot", "rightLowerLeg", (0.08, 0.07, 0)),
]
TAIL = [("tail0", "head", (0, 1.50, 0.12)), ("tail1", "tail0", (0, 1.30, 0.14)), ("tail2", "tail1", (0, 1.10, 0.14))]
# What hangs from which node: middle and size of its block, and its material.
BLOCKS = [
    ("chest", (0, 1.05, 0), (0.26, 0.5, 0.14), 0),
    ("leftUpperArm", (-0.26, 1.18, 0), (0.26, 0.07, 0.07), 0),
    ("leftLowerArm", (-0.49, 1.18, 0), (0.22, 0.06, 0.06), 0),
    ("rightUpperArm", (0.26, 1.18, 0), (0.26, 0.07, 0.07), 0),
    ("rightLowerArm", (0.49, 1.18, 0), (0.22, 0.06, 0.06), 0),
    ("leftUpperLeg", (-0.08, 0.58, 0), (0.1, 0.36, 0.1), 0),
    ("leftLowerLeg", (-0.08, 0.2, 0), (0.08, 0.40, 0.1), 0),
    ("rightUpperLeg", (0.08, 0.58, 0), (0.1, 0.36, 0.1), 0),
    ("rightLowerLeg", (0.08, 0.2, 0), (0.08, 0.40, 0.1), 0),
    ("head", (0, 1.46, 0), (0.22, 0.26, 0.22), 1),
    ("head", (0, 1.38, -0.115), (0.10, 0.02, 0.01), 2),
    ("tail1", (0, 1.20, 0.14), (0.08, 0.2, 0.05), 3),
]
COLOURS = [(0.2, 0.3, 0.9), (0.95, 0.85, 0.75), (0.8, 0.1, 0.1), (0.1, 0.7, 0.2)]
OPENS = 0.10


def old_vrm(**more):
    """A VRM 0.x person of blocks, 1.6 m: blue body, pale head, red mouth that "a" opens, green tail that swings."""
    hand = Hand()
    nodes = [*BONES, *TAIL]
    number = {name: index for index, (name, _, _) in enumerate(nodes)}
    at = {name: np.array(place, float) for name, _, place in nodes}
    told = [
        {
            "name": name,
            "translation": (at[name] - (at[parent] if parent else 0)).tolist(),
            "children": [number[other] for other, above, _ in nodes if above == name],
        }
        for name, parent, _ in nodes
    ]
    for node in told:
        if not node["children"]:
            del node["children"]
    binds = np.tile(np.eye(4, dtype=F32), (len(nodes), 1, 1))
    binds[:, 3, :3] = [-at[name] for name, _, _ in nodes]  # by columns
    primitives = []
    for bone, middle, size, material in BLOCKS:
        places, normals, corners = cube(middle, size)
        joints = np.zeros((len(places), 4), np.uint8)
        joints[:, 0] = number[bone]
        attributes = {
            "POSITION": hand.array(places),
            "NORMAL": hand.array(normals),
            "JOINTS_0": hand.array(joints),
            "WEIGHTS_0": hand.array(np.tile(np.array([1, 0, 0, 0], F32), (len(places), 1))),
        }
        opened = np.zeros_like(places)
        if material == 2:
            opened[places[:, 1] < middle[1], 1] = -OPENS
        target = [{"POSITION": hand.array(opened)}]
        entry = {"attributes": attributes, "indices": hand.array(corners), "material": material, "targets": target}
        primitives.append(entry)
    extension = {
        "specVersion": "0.0",
        "meta": {"title": "Blocks", "author": "By hand"},
        "humanoid": {"humanBones": [{"bone": name, "node": number[name]} for name, _, _ in BONES]},
        "blendShapeMaster": {
            "blendShapeGroups": [
                {"name": "A", "presetName": "a", "binds": [{"mesh": 0, "index": 0, "weight": 100}]},
            ]
        },
        "secondaryAnimation": {
            "boneGroups": [{"stiffiness": 0.3, "gravityPower": 0.1, "dragForce": 0.3, "bones": [number["tail0"]]}],
            "colliderGroups": [],
        },
        "materialProperties": [
            {
                "name": "m",
                "shader": "VRM/MToon",
                "vectorProperties": {"_Color": [*colour, 1], "_ShadeColor": [part * 0.6 for part in colour] + [1]},
                "floatProperties": {"_OutlineWidthMode": 1, "_OutlineWidth": 0.3},
            }
            for colour in COLOURS
        ],
    }
    body = {"name": "body", "mesh": 0, "skin": 0}
    return hand.file(
        **{
            "scene": 0,
            "scenes": [{"nodes": [0, len(nodes)]}],
            "nodes": [*told, body],
            "meshes": [{"primitives": primitives}],
            "skins": [{"joints": list(range(len(nodes))), "inverseBindMatrices": hand.array(binds)}],
            "materials": [{"name": "m"} for _ in COLOURS],
            "extensionsUsed": ["VRM"],
            "extensions": {"VRM": extension},
            **more,
        }
    )
