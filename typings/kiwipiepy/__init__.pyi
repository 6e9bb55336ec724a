class Token:
    form: str
    tag: str
    start: int
    len: int

class Kiwi:
    def __init__(self, *, num_workers: int, load_typo_dict: bool, load_multi_dict: bool) -> None: ...
    def tokenize(self, text: str) -> list[Token]: ...
