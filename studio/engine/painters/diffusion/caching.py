"""A cache of a transformer's blocks for Wan: a step whose first block changes little uses the last one's work again.

    step n     patches -> block 0 -> blocks 1 .. last -> out          kept: what 1 .. last added
    step n+1   patches -> block 0, hardly another than in step n -> what they added then -> out

Source: first-block cache (ParaAttention), after TeaCache (Liu et al. 2024). That of diffusers 0.42 puts what was added
in at block 0; VACE adds its control between blocks, outside of them, so control would be added twice. Here it is put in
at the last block, whatever came before it, which suits both. Its memory is forgotten every ``REFRESH`` steps; snapshots
are made there only, so that a painting that is taken up again goes on to the bit.
"""

from importlib import import_module
from typing import Any, Final

REFRESH: Final = 4
_HOOK: Final = "studio_block_cache"
_SUITED: Final = frozenset({"WanTransformer3DModel", "WanVACETransformer3DModel"})


def suits(network: Any) -> bool:
    """Whether a network is one that the cache is right for."""
    return type(network).__name__ in _SUITED and len(network.blocks) > 2


def put_cache_on(network: Any, threshold: float) -> None:
    """Have a network use the last step's work where its first block's part changes by less than ``threshold``.

    threshold: mean change against mean size, 0.05 careful to 0.1 bold.
    """
    hooks: Any = import_module("diffusers.hooks.hooks")

    class State(hooks.BaseState):
        """Of one of guidance's two passes."""

        def __init__(self) -> None:
            self.reset()

        def reset(self, *_inputs: Any, **_named: Any) -> None:
            self.part: Any = None
            self.first: Any = None
            self.added: Any = None
            self.skips: bool = False

    class Block(hooks.ModelHook):
        """What each block does with its input, by where it stands."""

        _is_stateful = True

        def __init__(self, states: Any) -> None:
            self.states: Any = states
            self.fn_ref: Any = None

        def reset_state(self, module: Any) -> Any:
            self.states.reset()
            return module

    class First(Block):
        def new_forward(self, module: Any, *inputs: Any, **named: Any) -> Any:
            del module
            state = self.states.get_state()
            before = inputs[0] if inputs else named["hidden_states"]
            state.first = self.fn_ref.original_forward(*inputs, **named)
            part = state.first - before
            state.skips = state.added is not None and _change(part, state.part) < threshold
            if not state.skips:
                state.part = part
            return state.first

    class Between(Block):
        def new_forward(self, module: Any, *inputs: Any, **named: Any) -> Any:
            del module
            if self.states.get_state().skips:
                return inputs[0] if inputs else named["hidden_states"]
            return self.fn_ref.original_forward(*inputs, **named)

    class Last(Block):
        def new_forward(self, module: Any, *inputs: Any, **named: Any) -> Any:
            del module
            state = self.states.get_state()
            if state.skips:
                return state.first + state.added
            out = self.fn_ref.original_forward(*inputs, **named)
            state.added = out - state.first
            return out

    states = hooks.StateManager(State)
    last = len(network.blocks) - 1
    for number, block in enumerate(network.blocks):
        kind = First if number == 0 else Last if number == last else Between
        hooks.HookRegistry.check_if_exists_or_initialize(block).register_hook(kind(states), _HOOK)
    hooks.HookRegistry.check_if_exists_or_initialize(network).invalidate_child_registries_cache()


def forget(network: Any) -> None:
    """Have the next step worked out in full."""
    network._reset_stateful_cache()


def _change(part: Any, before: Any) -> float:
    return float((part - before).abs().mean() / before.abs().mean())
