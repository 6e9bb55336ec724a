"""scipy ships no types that a strict checker can use."""

from typing import Any

def __getattr__(name: str) -> Any: ...
