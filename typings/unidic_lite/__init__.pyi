DICDIR: str
