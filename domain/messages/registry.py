"""Finds the function that handles each kind of message by the annotation of its parameter; no table lists them."""

from collections.abc import Callable, Iterator, Sequence
from importlib import import_module
from inspect import isfunction
from pkgutil import iter_modules
from types import ModuleType, UnionType
from typing import Any, get_args

from domain.messages import Kind, kinds_of


class IncompleteError(TypeError):
    """A kind of message has no function, or two."""


def modules_of(package: ModuleType) -> list[ModuleType]:
    """The package itself and the modules directly in it, imported, by name."""
    names = sorted(module.name for module in iter_modules(package.__path__) if not module.ispkg)
    return [package, *(import_module(f"{package.__name__}.{name}") for name in names)]


def functions_for(
    base: type[Kind], modules: Sequence[ModuleType], parameters: Sequence[str], returns: type
) -> dict[type[Kind], Callable[..., Any]]:
    """The function for each kind of `base`, by the annotation of its parameter.

    A function counts when its parameters have the names `parameters` (one that it does not use: with "_" before it, or
    "_" alone) and when it is annotated to return `returns`. A private function counts for the kinds that no public
    one takes. A union stands for each of its members, a class for the kinds below it.

    Raises IncompleteError when two functions take the same kind, or no function takes one.
    """
    found = functions_found(base, modules, parameters, returns)
    missing = [kind.__name__ for kind in kinds_of(base) if kind not in found]
    if missing:
        shape = f"({', '.join(parameters)}) -> {returns.__name__}"
        raise IncompleteError(f"no function {shape} in {modules[0].__name__} takes {', '.join(missing)}")
    return found


def functions_found(
    base: type[Kind], modules: Sequence[ModuleType], parameters: Sequence[str], returns: type
) -> dict[type[Kind], Callable[..., Any]]:
    """As `functions_for`, without asking for a function of every kind."""
    candidates = list(_candidates(modules, parameters, returns))
    found = _by_kind(base, [each for each in candidates if not each.__name__.startswith("_")])
    rest = [each for each in candidates if each.__name__.startswith("_")]
    return {**_by_kind(base, [each for each in rest if not set(_kinds_taken(base, each)) & set(found)]), **found}


def _by_kind(base: type[Kind], functions: Sequence[Callable[..., Any]]) -> dict[type[Kind], Callable[..., Any]]:
    found: dict[type[Kind], Callable[..., Any]] = {}
    for function in functions:
        for kind in _kinds_taken(base, function):
            if kind in found:
                names = " and ".join(f"{each.__module__}.{each.__qualname__}" for each in (found[kind], function))
                raise IncompleteError(f"{kind.__name__} is taken by {names}: one of them must go")
            found[kind] = function
    return found


def _candidates(
    modules: Sequence[ModuleType], parameters: Sequence[str], returns: type
) -> Iterator[Callable[..., Any]]:
    for module in modules:
        for function in vars(module).values():
            if not isfunction(function) or function.__module__ != module.__name__:
                continue
            names = function.__code__.co_varnames[: function.__code__.co_argcount]
            is_shaped = len(names) == len(parameters) and all(
                name.lstrip("_") in {wanted, ""} for name, wanted in zip(names, parameters, strict=True)
            )
            if is_shaped and function.__annotations__.get("return") is returns:
                yield function


def _kinds_taken(base: type[Kind], function: Callable[..., Any]) -> list[type[Kind]]:
    annotations = [note for name, note in function.__annotations__.items() if name != "return"]
    named = [each for note in annotations for each in (get_args(note) if isinstance(note, UnionType) else (note,))]
    classes = tuple(each for each in named if isinstance(each, type) and issubclass(each, base) and each is not base)
    return [kind for kind in kinds_of(base) if issubclass(kind, classes)] if classes else []
