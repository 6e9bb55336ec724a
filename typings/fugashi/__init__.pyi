from typing import Any

class UnidicNode:
    surface: str
    feature: Any

class Tagger:
    def __init__(self, arg: str = "") -> None: ...
    def __call__(self, text: str) -> list[UnidicNode]: ...
