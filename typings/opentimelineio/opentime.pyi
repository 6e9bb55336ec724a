class RationalTime:
    value: float
    rate: float
    def __init__(self, value: float = ..., rate: float = ...) -> None: ...
    def rescaled_to(self, new_rate: float) -> RationalTime: ...

class TimeRange:
    start_time: RationalTime
    duration: RationalTime
    def __init__(self, start_time: RationalTime = ..., duration: RationalTime = ...) -> None: ...
