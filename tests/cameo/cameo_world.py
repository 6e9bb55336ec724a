"""People with machines of their own, whose files a test carries from one to the other."""


class DictSecrets:
    """``Secrets`` in memory."""

    def __init__(self) -> None:
        self.held: dict[str, bytes] = {}

    def keep(self, name: str, secret: bytes) -> None:
        self.held[name] = secret

    def recall(self, name: str) -> bytes | None:
        return self.held.get(name)

    def forget(self, name: str) -> None:
        self.held.pop(name, None)
